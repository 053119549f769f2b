/** Leads to what a key names: the page of its kind, with it open. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { classes } from './classes.js';

interface ThingLinkProps {
  /** The name of its page in the address, such as `sessions`. */
  page: string;
  /** What `open` is there. */
  itemKey: string;
  /** Instead of the key, which is otherwise shown. */
  children?: ReactNode;
  className?: string;
}

export const ThingLink = ({ page, itemKey, children, className }: ThingLinkProps) => (
  <Link
    to={`/${page}`}
    search={{ open: itemKey } as never}
    title={itemKey}
    onClick={(event) => event.stopPropagation()}
    className={classes(
      'text-accent wrap-anywhere underline-offset-2 hover:underline',
      children === undefined && 'font-mono text-sm',
      className,
    )}
  >
    {children ?? itemKey}
  </Link>
);

/** A party by its name, with its ref behind it. */
export const PartyLink = ({
  party,
}: {
  party: { ref: string; name?: string | null | undefined } | null | undefined;
}) =>
  party ? (
    <>
      <ThingLink page="parties" itemKey={party.ref}>
        {party.name ?? party.ref}
      </ThingLink>
      {party.name !== null && party.name !== undefined && (
        <span className="text-faint ml-2 font-mono text-sm">{party.ref}</span>
      )}
    </>
  ) : null;
