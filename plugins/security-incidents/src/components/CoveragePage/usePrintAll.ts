import { useApi } from '@backstage/core-plugin-api';
import type { CoverageRow } from 'backstage-plugin-security-incidents-common';
import { useEffect, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { allPages } from '../../api/allPages';
import {
  type CoverageFilters,
  toCoverageFileQuery,
} from './useCoverageFilters';

/** The largest page that the backend gives. */
const PAGE_SIZE = 200;

/** Prints every service that the filters leave, not only those of the page that is shown. */
export function usePrintAll(filters: CoverageFilters) {
  const api = useApi(securityIncidentsApiRef);
  const [rows, setRows] = useState<CoverageRow[]>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<Error>();

  useEffect(() => {
    if (!rows) return undefined;
    const back = () => setRows(undefined);
    window.addEventListener('afterprint', back);
    // The table takes another rendering for its rows, so print once they were painted.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => window.print());
    });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('afterprint', back);
    };
  }, [rows]);

  const print = async () => {
    setPending(true);
    setError(undefined);
    try {
      const query = toCoverageFileQuery(filters);
      setRows(
        await allPages(page =>
          api.getCoverage({ ...query, limit: PAGE_SIZE, ...page }),
        ),
      );
    } catch (problem) {
      setError(problem as Error);
    } finally {
      setPending(false);
    }
  };
  return { rows, pending, error, print };
}
