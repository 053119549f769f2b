/**
 * Endpoint facts as endpoints of an OpenAPI document: what each carries, answers and asks for (chapters 4.3, 22).
 */
import type { EndpointFact, OfferedEndpoint } from '../src/index.js';
import * as ocpi from '../src/index.js';
import { offeredEndpoints } from '../src/index.js';
import { places } from './places.js';

const all = offeredEndpoints(places);
const at = (method: string, path: string): OfferedEndpoint => {
  const found = all.find((each) => each.method === method && each.path === path);
  if (!found) throw new Error(`${method} ${path} is not there.`);
  return found;
};

describe('offeredEndpoints', () => {
  it('VER-014 describes nothing that has no place', () => {
    const tokens = ({ module }: EndpointFact) => (module === 'tokens' ? '/tokens' : undefined);
    expect(new Set(offeredEndpoints(tokens).map(({ module }) => module))).toEqual(new Set(['tokens']));
    expect(offeredEndpoints(() => undefined)).toEqual([]);
  });

  it('LOC-001 describes every depth of a path with the object that lies there', () => {
    const owned = '/receiver/locations/{country_code}/{party_id}/{location_id}';
    expect(at('GET', owned).responseData).toBe(ocpi.Location);
    expect(at('PUT', `${owned}/{evse_uid}`).requestBody).toBe(ocpi.EVSE);
    expect(at('PATCH', `${owned}/{evse_uid}/{connector_id}`).requestBody).toEqual({ patch: ocpi.Connector });
    expect(at('PUT', owned)).toMatchObject({ creates: true, summary: 'Put a Location object' });
  });

  it('TRN-035 VER-002 lists come in pages, but the versions come whole', () => {
    const tokens = at('GET', '/sender/tokens');
    expect(tokens).toMatchObject({ paginated: true, summary: 'List Token objects' });
    expect(tokens.responseData).toEqual({ list: ocpi.Token });
    expect(tokens.requirements).toContain('TRN-035');
    expect(at('GET', '/versions')).toMatchObject({ paginated: false, responseData: { list: ocpi.Version } });
  });

  it('TRN-062 says nothing of data where the specification does not', () => {
    const owned = '/receiver/sessions/{country_code}/{party_id}/{session_id}';
    expect(at('PUT', owned).responseData).toBeUndefined();
    expect(at('PATCH', owned).responseData).toBeUndefined();
    expect(at('DELETE', '/credentials').responseData).toBeUndefined();
  });

  it('SES-053 answers preferences with a bare word', () => {
    const preferences = at('PUT', '/sender/sessions/{session_id}/charging_preferences');
    expect(preferences.responseData).toBe(ocpi.ChargingPreferencesResponse);
    expect(preferences.creates).toBe(false);
  });

  it('CDR-004 a CDR is posted and its place is told', () => {
    expect(at('POST', '/receiver/cdrs')).toMatchObject({ creates: true, requestBody: ocpi.CDR });
    expect(at('POST', '/receiver/cdrs').answerHeaders).toHaveProperty('Location');
    expect(at('GET', '/receiver/cdrs/given/{ticket}').responseData).toBe(ocpi.CDR);
  });

  it('TOK-030 TOK-038 a Location need not be told to authorise a Token', () => {
    expect(at('POST', '/sender/tokens/{token_uid}/authorize')).toMatchObject({
      requestBody: ocpi.LocationReferences,
      bodyIsOptional: true,
      responseData: ocpi.AuthorizationInfo,
      creates: false,
    });
  });

  it('CMD-018 a command is one of five, and its result goes to a URL of its own', () => {
    const command = at('POST', '/receiver/commands/{command}');
    expect(command.requestBody).toEqual({ oneOf: Object.values(ocpi.commandObjects) });
    expect(command.responseData).toBe(ocpi.CommandResponse);
    const result = at('POST', '/sender/commands/given/{ticket}');
    expect(result).toMatchObject({ requestBody: ocpi.CommandResult, creates: false });
  });

  it('CHP-001 CHP-006 charging profiles are asked for without a body and answered at once', () => {
    const asked = ['GET', 'PUT', 'DELETE'].map((method) =>
      at(method, '/receiver/chargingprofiles/{session_id}'),
    );
    expect(asked.map(({ requestBody }) => requestBody)).toEqual([
      undefined,
      ocpi.SetChargingProfile,
      undefined,
    ]);
    for (const { responseData } of asked) expect(responseData).toBe(ocpi.ChargingProfileResponse);
    expect(asked.map(({ parameters }) => Object.keys(parameters ?? {}))).toEqual([
      ['duration', 'response_url'],
      [],
      ['response_url'],
    ]);
  });

  it('INV-004 INV-007 invoice records are posted first, then put below their owner', () => {
    const owned = '/receiver/invoicereconciliation/{country_code}/{party_id}/{id}';
    expect(at('POST', '/receiver/invoicereconciliation')).toMatchObject({ creates: true });
    expect(at('PUT', owned).requestBody).toBe(ocpi.InvoiceReconciliationRecord);
    expect(at('DELETE', owned)).toMatchObject({ requestBody: undefined, responseData: undefined });
  });

  it('TRN-024 TRN-082 names the rules that hold for all modules', () => {
    const owned = '/receiver/tokens/{country_code}/{party_id}/{token_uid}';
    expect(at('PATCH', owned).requirements).toContain('TRN-024');
    expect(at('PUT', owned).requirements).toEqual(expect.arrayContaining(['TRN-082', 'STA-004']));
  });
});
