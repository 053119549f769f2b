/** Class names in one string; of two that contradict each other the later one holds. */
import { clsx, type ClassValue } from 'clsx';
import { twMerge } from 'tailwind-merge';

export const classes = (...names: ClassValue[]): string => twMerge(clsx(names));
