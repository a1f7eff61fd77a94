import { useCallback } from 'react';
import { useAppSearchParams } from '../../navigation';
import { IMPORT_PARAM } from '../../routes';

/** Whether the import dialog is open. It is part of the URL, so that the gap of a service can lead to it. */
export function useImportDialog() {
  const [params, setParams] = useAppSearchParams();
  const setOpen = useCallback(
    (open: boolean) =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          if (open) next.set(IMPORT_PARAM, 'true');
          else next.delete(IMPORT_PARAM);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { isOpen: params.get(IMPORT_PARAM) === 'true', setOpen };
}
