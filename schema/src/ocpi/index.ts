/** All tables of OCPI 2.3.0 edition 2 that the hub knows. */
export * from './business-details.js';
export * from './cdrs.js';
export * from './charging.js';
export * from './credentials.js';
export * from './energy.js';
export * from './envelope.js';
export * from './hub-client-info.js';
export * from './location-enums.js';
export * from './location-parts.js';
export * from './locations.js';
export * from './parking.js';
export * from './profile-type.js';
export * from './sessions.js';
export * from './tariffs.js';
export * from './tokens.js';
export * from './types.js';
export * from './versions.js';
