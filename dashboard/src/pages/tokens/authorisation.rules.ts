/** What an eMSP said about a token, read from the answer that was recorded: pure. */

/** ALLOWED, BLOCKED and so on; undefined when there is no such answer, or it is not kept. */
export const allowedIn = (body: string | null | undefined): string | undefined => {
  try {
    const envelope = Object(JSON.parse(body ?? 'null')) as { data?: unknown };
    const { allowed } = Object(envelope.data) as { allowed?: unknown };
    return typeof allowed === 'string' ? allowed : undefined;
  } catch {
    return undefined; // what is no JSON says nothing
  }
};

/** Is this command about that token? Upper and lower case of a uid are the same. */
export const isAbout = (request: unknown, { uid, type }: { uid: string; type: string }): boolean => {
  const asked = Object(request) as Record<string, unknown>;
  return (
    String(asked['token_uid']).toUpperCase() === uid.toUpperCase() && String(asked['type'] ?? 'RFID') === type
  );
};
