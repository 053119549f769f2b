/**
 * The charging preference of a driver. The specification lists it under Sessions; Tokens use it too, so it stands
 * in a file of its own that both import. Specification: mod_sessions.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import { closedEnum } from '../derive/notation.js';

export const ProfileType = closedEnum(
  'ProfileType',
  'mod_sessions_profile_type_enum',
  ['CHEAP', 'FAST', 'GREEN', 'REGULAR'],
  {
    meanings: {
      CHEAP: 'As cheaply as the time allows.',
      FAST: 'As fast as possible.',
      GREEN: 'With as much renewable energy as the time allows.',
      REGULAR: 'As the CPO does when nobody says anything.',
    },
    description: 'How the driver wants to charge.',
  },
);
export type ProfileType = Infer<typeof ProfileType>;
