/** Partner platforms over real HTTP: doubles for tests, the demo, and load. */
export { createPlatform, Platform } from './platform/platform.js';
export type { EndpointPath } from './platform/endpoint.url.js';
export type { CallOptions, Party, PlatformOptions } from './platform/platform.options.js';
export type {
  Credentials,
  CredentialsRole,
  Endpoint,
  Invitation,
  Peer,
  PlatformState,
} from './platform/peer.js';
export { RegistrationFailure } from './platform/discovery.js';
export { Cpo, createCpo, type CpoOptions, type PushOptions } from './cpo.js';
export { Emsp, createEmsp, type EmspOptions } from './emsp.js';
export type { Authorizer } from './modules/authorize.module.js';
export type { ProfileMethod, Profiler, ProfileReaction } from './modules/charging-profile.module.js';
export type { Commander, CommandReaction } from './modules/command.module.js';
export { startDemo, type Demo, type DemoOptions } from './demo/start-demo.js';
export { DocumentStore } from './modules/document.store.js';
export { samples } from './samples/samples.js';
export type { Behaviour } from './wire/behaviour.js';
export type { Complaint } from './wire/complaints.js';
export type { Answer, Envelope } from './wire/envelope.js';
export type { Match, Received, Sent } from './wire/journal.js';
export { layouts, type Layout } from './wire/layout.js';
export { isSuccess, NoAnswer, type CallResult } from './wire/ocpi.client.js';
export type { InterfaceRole, ModuleOffer, OcpiRequest } from './wire/ocpi.request.js';
export type { Address, PartyId } from './wire/routing.js';
