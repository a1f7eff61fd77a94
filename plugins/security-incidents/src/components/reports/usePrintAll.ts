import { useEffect, useState } from 'react';
import { errorApiRef, useApi } from '@backstage/core-plugin-api';

/** Prints all rows, not only those of the page that is shown. */
export function usePrintAll<T>(load: () => Promise<T[]>) {
  const errors = useApi(errorApiRef);
  const [rows, setRows] = useState<T[]>();
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
  const print = () => {
    load().then(setRows, error => errors.post(error));
  };
  return { rows, print };
}
