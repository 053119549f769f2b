/** Operations people are shown first. Tests execute them, so what is printed works when pasted. */
export const LIVE_SESSIONS = `subscription LiveSessions {
  sessionUpdated {
    ref
    status
    kwh
    location { name city }
    emsp { name }
    totalCost { beforeTaxes }
    currency
  }
}
`;

export const JOINED_SESSIONS = `query Sessions {
  sessions(page: { limit: 5 }) {
    total
    items {
      ref
      status
      kwh
      cpo { name }
      emsp { name }
      location { name city }
      connector { standard powerType tariffs { ref currency elements { priceComponents { type price } } } }
    }
  }
}
`;
