/**
 * Chapter "Version information endpoint": which versions and endpoints a platform has (VER-001 to VER-018).
 * Specification: version_information_endpoint.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import { closedEnum, object, one, openEnum, ref, some, url } from '../derive/notation.js';

export const VersionNumber = openEnum(
  'VersionNumber',
  'version_information_endpoint_versionnumber_enum',
  ['2.0', '2.1', '2.1.1', '2.2', '2.2.1', '2.3.0'],
  { description: 'A version of OCPI; 2.1 and 2.2 are deprecated, unknown numbers are skipped (VER-004).' },
);
export type VersionNumber = Infer<typeof VersionNumber>;

/** The table of the core text; Booking, payments and invoicereconciliation are named in their own chapters (VER-014). */
export const ModuleID = openEnum(
  'ModuleID',
  'version_information_endpoint_moduleid_enum',
  [
    'cdrs',
    'chargingprofiles',
    'commands',
    'credentials',
    'hubclientinfo',
    'locations',
    'sessions',
    'tariffs',
    'tokens',
  ],
  { description: 'The name of a module in the endpoint list.' },
);
export type ModuleID = Infer<typeof ModuleID>;

export const InterfaceRole = closedEnum(
  'InterfaceRole',
  'version_information_endpoint_interface_role_enum',
  ['SENDER', 'RECEIVER'],
  { description: 'SENDER owns the data and can be asked for it, RECEIVER takes what owners push (VER-011).' },
);
export type InterfaceRole = Infer<typeof InterfaceRole>;

export const Version = object(
  'Version',
  'version_information_endpoint_version_class',
  {
    version: one(VersionNumber, 'The version.'),
    url: one(url, 'Where its details are.'),
  },
  { description: 'One OCPI version that a platform speaks.' },
);
export type Version = Infer<typeof Version>;

export const Endpoint = object(
  'Endpoint',
  'version_information_endpoint_endpoint_class',
  {
    identifier: one(ModuleID, 'The module.'),
    role: one(
      InterfaceRole,
      'Which side of the module is offered here; without meaning for credentials (VER-013).',
    ),
    url: one(url, 'The absolute URL of the endpoint.'),
  },
  { description: 'Where a platform offers one side of a module.' },
);
export type Endpoint = Infer<typeof Endpoint>;

/** The specification gives this document no name of its own. */
export const VersionDetails = object(
  'VersionDetails',
  'version_information_get_details_endpoint_data',
  {
    version: one(VersionNumber, 'The version described.'),
    endpoints: some(ref(Endpoint), 'All endpoints of the platform in this version.'),
  },
  { description: 'The endpoints a platform has in one version.' },
);
export type VersionDetails = Infer<typeof VersionDetails>;
