/** What narrows a list. Every value stands in the address; `/` goes here. */
import { useEffect, useId, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../data/hooks.js';
import { PartiesDocument } from '../graph/index.js';
import { Button } from '../ui/button.js';
import { classes } from '../ui/classes.js';
import { Input, Select } from '../ui/field.js';
import { Popover } from '../ui/overlay.js';
import { spans, type Filter } from './definition.js';
import { listIn, useSearch } from './search.js';

interface FilterBarProps {
  name: string;
  filters: readonly Filter[];
  bar: RefObject<HTMLDivElement | null>;
  /** Room for one line only. */
  isTight: boolean;
}

export const FilterBar = ({ name, filters, bar, isTight }: FilterBarProps) => {
  const { t } = useTranslation();
  const { search, set } = useSearch();
  const isFiltered = filters.some(({ id }) => search[id] !== undefined);
  return (
    <div
      ref={bar}
      role="search"
      aria-label={t('list.filter')}
      className={classes(
        'flex items-center gap-2',
        isTight ? 'w-full overflow-x-auto p-0.5 *:shrink-0' : 'flex-wrap',
      )}
    >
      {filters.map((filter) => (
        <OneFilter key={filter.id} name={name} filter={filter} />
      ))}
      {isFiltered && (
        <Button tone="bare" onClick={() => set(Object.fromEntries(filters.map(({ id }) => [id, undefined])))}>
          {t('list.clear')}
        </Button>
      )}
    </div>
  );
};

const OneFilter = ({ name, filter }: { name: string; filter: Filter }) => {
  const { t } = useTranslation([name, 'common']);
  const { search, set } = useSearch();
  const label = t(`filters.${filter.id}`);
  const value = search[filter.id];
  switch (filter.kind) {
    case 'text':
      return (
        <TextFilter
          label={label}
          {...filter}
          value={value ?? ''}
          onChange={(text) => set({ [filter.id]: text })}
        />
      );
    case 'party':
      return (
        <PartyFilter
          label={label}
          role={filter.role}
          value={value ?? ''}
          onChange={(ref) => set({ [filter.id]: ref })}
        />
      );
    case 'span':
      return (
        <Select
          aria-label={label}
          className="w-auto"
          value={value ?? ''}
          onChange={(event) => set({ [filter.id]: event.target.value })}
        >
          <option value="">{`${label}: ${t('common:list.any')}`}</option>
          {spans.map((span) => (
            <option key={span} value={span}>{`${label}: ${span}`}</option>
          ))}
        </Select>
      );
    case 'one':
      return (
        <Select
          aria-label={label}
          className="w-auto"
          value={value ?? ''}
          onChange={(event) => set({ [filter.id]: event.target.value })}
        >
          <option value="">
            {t(`options.${filter.id}.none`, { defaultValue: `${label}: ${t('common:list.all')}` })}
          </option>
          {filter.options.map((option) => (
            <option key={option} value={option}>
              {t(`options.${filter.id}.${option}`, { defaultValue: option })}
            </option>
          ))}
        </Select>
      );
    case 'choice': {
      const chosen = listIn(value);
      const toggle = (one: string) =>
        set({
          [filter.id]: (chosen.includes(one)
            ? chosen.filter((other) => other !== one)
            : [...chosen, one]
          ).join(','),
        });
      return (
        <Popover
          trigger={
            <Button>
              {label}
              <span className="text-faint">{chosen.length === 0 ? t('common:list.all') : chosen.length}</span>
            </Button>
          }
        >
          <fieldset className="grid gap-1">
            <legend className="sr-only">{label}</legend>
            {filter.options.map((option) => (
              <label key={option.value} className="hover:bg-sunken flex h-7 items-center gap-2 rounded px-1">
                <input
                  type="checkbox"
                  checked={chosen.includes(option.value)}
                  onChange={() => toggle(option.value)}
                />
                {option.label}
              </label>
            ))}
          </fieldset>
        </Popover>
      );
    }
  }
};

interface TextFilterProps {
  label: string;
  placeholder?: string;
  /** Id of what is suggested. */
  list?: string;
  value: string;
  onChange: (text: string) => void;
}

const REF = /^[a-z]{2}\/[a-z0-9]{1,3}$/i;

const PartyFilter = ({ role, onChange, ...rest }: TextFilterProps & { role: string }) => {
  const id = useId();
  const { data } = useAsk(PartiesDocument, { filter: { role }, page: { limit: 200 } });
  return (
    <>
      {/* What is no ref yet would be refused. */}
      <TextFilter
        {...rest}
        list={id}
        onChange={(text) => (text === '' || REF.test(text)) && onChange(text)}
      />
      <datalist id={id}>
        {data?.parties.items.map(({ ref, name }) => (
          <option key={ref} value={ref}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
};

const TYPING_MS = 250;

export const TextFilter = ({ label, placeholder, list, value, onChange }: TextFilterProps) => {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      className={list === undefined ? 'w-44' : 'w-32'}
      list={list}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
};
