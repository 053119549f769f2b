/** How closely this node follows how partners are. */
export interface HealthLimits {
  /** How often signs of life are written down, many platforms at a time. */
  heard_ms: number;
  /** Platforms probed at the same time by this node. */
  probesAtOnce: number;
  /** How often to look for silent platforms at the least, when nothing says that one is due. */
  probeLook_ms: number;
  /** Messages a platform may leave unanswered in a row before it is sent no more. */
  circuitAfter: number;
  /** How often at the most a platform is probed out of turn, or reported for a refusal, by this node. */
  urge_ms: number;
}

export const defaultHealthLimits: HealthLimits = {
  heard_ms: 3_000,
  probesAtOnce: 16,
  probeLook_ms: 30_000,
  circuitAfter: 5,
  urge_ms: 1_000,
};

/** For metrics. */
export type HealthObservation = { what: 'probe'; ok: boolean } | { what: 'circuits'; open: number };
