/** Several views of one thing, one shown at a time. */
import { Tabs as Base } from 'radix-ui';
import type { ReactNode } from 'react';

interface TabsProps {
  /** What the row of tabs is about, for who does not see it. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** `isFlush`: the content has the whole space and scrolls by itself, as lists do. */
  tabs: readonly { value: string; title: ReactNode; content: ReactNode; isFlush?: boolean }[];
}

export const Tabs = ({ label, value, onChange, tabs }: TabsProps) => (
  <Base.Root value={value} onValueChange={onChange} className="flex min-h-0 flex-1 flex-col">
    <Base.List aria-label={label} className="flex gap-1 overflow-x-auto border-b px-3">
      {tabs.map((tab) => (
        <Base.Trigger
          key={tab.value}
          value={tab.value}
          className="text-soft data-[state=active]:border-accent data-[state=active]:text-ink -mb-px h-8 border-b-2 border-transparent px-2 whitespace-nowrap"
        >
          {tab.title}
        </Base.Trigger>
      ))}
    </Base.List>
    {tabs.map((tab) => (
      <Base.Content
        key={tab.value}
        value={tab.value}
        className={tab.isFlush === true ? 'flex min-h-0 flex-1 flex-col' : 'min-h-0 flex-1 overflow-auto p-3'}
      >
        {tab.content}
      </Base.Content>
    ))}
  </Base.Root>
);
