/** What stands in the address behind the `?`: read it, and change a part of it. */
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Search } from '../app/router.js';

export interface SearchState {
  search: Search;
  /** Sets some and leaves the rest; undefined takes one out. `isStep`: the browser's back button returns here. */
  set: (changes: Record<string, string | undefined>, isStep?: boolean) => void;
}

export const useSearch = (): SearchState => {
  const search = useLocation({ select: ({ search: all }) => all as Search });
  const navigate = useNavigate();
  const set = useCallback(
    (changes: Record<string, string | undefined>, isStep = false) => {
      void navigate({
        to: '.',
        replace: !isStep,
        search: ((all: Search) => {
          const next = Object.entries({ ...all, ...changes }).filter(
            ([, value]) => value !== undefined && value !== '',
          );
          return Object.fromEntries(next);
        }) as never,
      });
    },
    [navigate],
  );
  return { search, set };
};

/** The values of a filter that takes several. */
export const listIn = (text: string | undefined): string[] =>
  text === undefined || text === '' ? [] : text.split(',');
