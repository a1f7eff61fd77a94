import { useEffect } from 'react';
import { useTranslation } from '../translation';

/**
 * Shows what the page is about in the browser tab: `SEC-2026-0052 Live gateway key | Security incidents`. The title of
 * before comes back when the page is left.
 *
 * @param page - undefined while it is not known, which leaves the title as it is
 */
export function usePageTitle(page: string | undefined): void {
  const { t } = useTranslation();
  const title = page && t('incidentList.documentTitle', { page });
  useEffect(() => {
    if (title === undefined) return undefined;
    const before = document.title;
    document.title = title;
    return () => {
      // Another page may have set its own meanwhile.
      if (document.title === title) document.title = before;
    };
  }, [title]);
}
