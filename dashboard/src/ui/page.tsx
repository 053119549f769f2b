/** What pages that are no list are made of: a frame with a title, sections with theirs, figures, small tables. */
import { useId, type ReactNode } from 'react';
import { classes } from './classes.js';

interface PageFrameProps {
  title: string;
  /** Beside the title: filters, a range of time. */
  filters?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export const PageFrame = ({ title, filters, actions, children }: PageFrameProps) => (
  <div className="flex min-h-0 flex-1 flex-col">
    <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
      <h1 className="mr-2 text-lg font-semibold">{title}</h1>
      {filters}
      {actions !== undefined && <div className="ml-auto flex items-center gap-2">{actions}</div>}
    </div>
    {children}
  </div>
);

interface SectionProps {
  title: string;
  /** A sentence under the title. */
  about?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

export const Section = ({ title, about, actions, className, children }: SectionProps) => {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes('min-w-0', className)}>
      <div className="mb-1 flex min-h-7 flex-wrap items-center gap-2">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {actions !== undefined && <div className="ml-auto flex items-center gap-2">{actions}</div>}
      </div>
      {about !== undefined && <p className="text-soft mb-2 max-w-prose text-sm">{about}</p>}
      {children}
    </section>
  );
};

interface FigureProps {
  label: string;
  value: ReactNode;
  /** What it is compared with, or since when. */
  note?: ReactNode;
  isAlarming?: boolean;
}

/** Figures stand in a `<Figures>`. */
export const Figure = ({ label, value, note, isAlarming = false }: FigureProps) => (
  <div className="min-w-0 border-l pl-3">
    <dt className="text-faint truncate text-sm">{label}</dt>
    <dd className={classes('text-xl font-semibold whitespace-nowrap', isAlarming && 'text-alarm')}>
      {value}
    </dd>
    {note !== undefined && <dd className="text-soft truncate text-sm">{note}</dd>}
  </div>
);

export const Figures = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-[repeat(auto-fit,minmax(130px,1fr))]">
    {children}
  </dl>
);

/** Names with what they are, in two columns. */
export const Facts = ({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className="grid grid-cols-[fit-content(45%)_minmax(0,1fr)] gap-x-4 gap-y-1">
    {of.map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-faint">{name}</dt>
        <dd className="min-w-0 break-words">{value}</dd>
      </div>
    ))}
  </dl>
);
