import { cva, type VariantProps } from 'class-variance-authority';
import type { ButtonHTMLAttributes } from 'react';
import { classes } from './classes.js';

const look = cva(
  'inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none disabled:opacity-50',
  {
    variants: {
      tone: {
        plain: 'border-line bg-ground hover:bg-sunken',
        accent: 'border-accent bg-accent text-accent-ink hover:opacity-90',
        danger: 'border-alarm/40 bg-ground text-alarm hover:bg-alarm/10',
        bare: 'border-transparent hover:bg-sunken',
      },
      size: { small: 'h-6 px-2 text-sm', usual: 'h-7 px-2.5', large: 'h-9 px-4', icon: 'size-7' },
    },
    defaultVariants: { tone: 'plain', size: 'usual' },
  },
);

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, VariantProps<typeof look> {
  /** The key that does the same; printed on the button. */
  shortcut?: string;
}

export const Button = ({ tone, size, shortcut, className, children, ...rest }: ButtonProps) => (
  <button type="button" className={classes(look({ tone, size }), className)} {...rest}>
    {children}
    {shortcut !== undefined && <Shortcut>{shortcut}</Shortcut>}
  </button>
);

/** A key as it is printed on what it does. */
export const Shortcut = ({ children }: { children: string }) => (
  <kbd
    aria-hidden
    className="border-line rounded border px-1 font-mono text-xs leading-4 font-normal opacity-80"
  >
    {children}
  </kbd>
);
