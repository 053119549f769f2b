/**
 * Every kind of message with a flawless sample.
 */
import type { JsonObject, ObjectTable } from '../src/index.js';
import * as ocpi from '../src/index.js';
import * as requests from './request-samples.js';
import * as samples from './samples.js';

export const flawless: readonly (readonly [ObjectTable, JsonObject])[] = [
  [ocpi.ActiveChargingProfileResult, requests.activeChargingProfileResult()],
  [ocpi.CancelReservation, requests.cancelReservation()],
  [ocpi.CDR, samples.cdr()],
  [ocpi.ChargingProfileResponse, requests.chargingProfileResponse()],
  [ocpi.CommandResponse, requests.commandResponse()],
  [ocpi.CommandResult, requests.commandResult()],
  [ocpi.Connector, samples.connector()],
  [ocpi.Credentials, samples.credentials()],
  [ocpi.EVSE, samples.evse()],
  [ocpi.InvoiceReconciliationRecord, requests.invoiceReconciliationRecord()],
  [ocpi.Location, samples.location()],
  [ocpi.ReserveNow, requests.reserveNow()],
  [ocpi.Session, samples.session()],
  [ocpi.SetChargingProfile, requests.setChargingProfile()],
  [ocpi.StartSession, requests.startSession()],
  [ocpi.StopSession, requests.stopSession()],
  [ocpi.Tariff, samples.tariff()],
  [ocpi.Token, samples.token()],
  [ocpi.UnlockConnector, requests.unlockConnector()],
];
