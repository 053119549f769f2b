/** What people fill in: a label, the field, and under it what is wrong with it. */
import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import { classes } from './classes.js';

const frame =
  'border-line bg-ground w-full rounded-md border px-2 placeholder:text-faint disabled:opacity-60 aria-invalid:border-alarm';

export const Input = ({ className, ...rest }: InputHTMLAttributes<HTMLInputElement>) => (
  <input className={classes(frame, 'h-7', className)} {...rest} />
);

export const Textarea = ({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <textarea className={classes(frame, 'py-1', className)} {...rest} />
);

export const Select = ({ className, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) => (
  <select className={classes(frame, 'h-7', className)} {...rest} />
);

interface FieldProps {
  label: string;
  hint?: string;
  fault?: string | undefined;
  children: (bound: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

export const Field = ({ label, hint, fault, children }: FieldProps) => {
  const id = useId();
  const told = fault ?? hint;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-soft text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        ...(told !== undefined && { 'aria-describedby': `${id}-told` }),
        ...(fault !== undefined && { 'aria-invalid': true }),
      })}
      {told !== undefined && (
        <p
          id={`${id}-told`}
          className={classes('text-sm', fault === undefined ? 'text-faint' : 'text-alarm')}
        >
          {told}
        </p>
      )}
    </div>
  );
};
