/**
 * A question before something is changed: a few fields, what the hub says against it, and the button that does it.
 * Values are texts; empty ones are left out of what `onSubmit` is given.
 */
import { useState, type ChangeEvent, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.js';
import { Field, Input, Select, Textarea } from './field.js';
import { Dialog } from './overlay.js';

export interface FormField {
  id: string;
  label: string;
  /** `file`: its text; `checks`: several of the options, with commas between. */
  kind?: 'text' | 'email' | 'number' | 'date' | 'datetime-local' | 'select' | 'textarea' | 'checks' | 'file';
  options?: readonly { value: string; label: string }[];
  isRequired?: boolean;
  hint?: string;
  placeholder?: string;
  /** Of a file: what may be chosen. */
  accept?: string;
}

export type FormValues = Readonly<Record<string, string>>;

interface FormDialogProps {
  title: string;
  about?: string;
  fields: readonly FormField[];
  initial?: FormValues;
  submit: string;
  /** What cannot be undone is red. */
  isDangerous?: boolean;
  isWide?: boolean;
  /** Resolves when it is done; what it rejects with is shown, and the dialog stays. */
  onSubmit: (values: FormValues) => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
}

export const FormDialog = (props: FormDialogProps) => {
  const { title, about, fields, initial = {}, submit, isDangerous = false, isWide = false, children } = props;
  const { t } = useTranslation();
  const [values, setValues] = useState(initial);
  const [fault, setFault] = useState<string>();
  const [isRunning, setRunning] = useState(false);
  const run = async (event: FormEvent) => {
    event.preventDefault();
    setRunning(true);
    setFault(undefined);
    try {
      await props.onSubmit(
        Object.fromEntries(
          Object.entries(values).flatMap(([id, value]) => (value.trim() === '' ? [] : [[id, value.trim()]])),
        ),
      );
      props.onClose();
    } catch (reason) {
      setFault(reason instanceof Error ? reason.message : String(reason));
      setRunning(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={title}
      isWide={isWide}
      {...(about !== undefined && { about })}
    >
      <form onSubmit={(event) => void run(event)} className="grid gap-3">
        <div className={isWide ? 'grid gap-3 sm:grid-cols-2' : 'grid gap-3'}>
          {fields.map((field) => (
            <Entry
              key={field.id}
              field={field}
              value={values[field.id] ?? ''}
              onChange={(value) => setValues((former) => ({ ...former, [field.id]: value }))}
            />
          ))}
        </div>
        {children}
        {fault !== undefined && (
          <p role="alert" className="text-alarm">
            {fault}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="submit" tone={isDangerous ? 'danger' : 'accent'} disabled={isRunning}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

interface EntryProps {
  field: FormField;
  value: string;
  onChange: (value: string) => void;
}

const Entry = ({ field, value, onChange }: EntryProps) => {
  const { label, kind = 'text', options = [], isRequired = false, hint, placeholder, accept } = field;
  if (kind === 'checks') return <Checks field={field} value={value} onChange={onChange} />;
  const read = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    if (file) void file.text().then(onChange);
  };
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      {(bound) => {
        const common = { ...bound, required: isRequired };
        switch (kind) {
          case 'select':
            return (
              <Select {...common} value={value} onChange={(event) => onChange(event.target.value)}>
                {(!isRequired || value === '') && <option value="">–</option>}
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </Select>
            );
          case 'textarea':
            return (
              <Textarea
                {...common}
                rows={4}
                value={value}
                onChange={(event) => onChange(event.target.value)}
              />
            );
          case 'file':
            return <Input {...common} type="file" accept={accept} className="h-auto py-1" onChange={read} />;
          default:
            return (
              <Input
                {...common}
                type={kind}
                {...(kind === 'number' && { step: 'any', inputMode: 'decimal' as const })}
                placeholder={placeholder}
                value={value}
                onChange={(event) => onChange(event.target.value)}
              />
            );
        }
      }}
    </Field>
  );
};

const Checks = ({ field: { label, options = [], hint }, value, onChange }: EntryProps) => {
  const chosen = value === '' ? [] : value.split(',');
  const toggle = (one: string) =>
    onChange((chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]).join(','));
  return (
    <fieldset>
      <legend className="text-soft text-sm font-medium">{label}</legend>
      <div className="mt-1 flex flex-wrap gap-x-4">
        {options.map((option) => (
          <label key={option.value} className="flex h-7 items-center gap-1.5">
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={() => toggle(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint !== undefined && <p className="text-faint text-sm">{hint}</p>}
    </fieldset>
  );
};
