import { errorStatus } from '../../api/errorStatus';
import { useObligations } from '../../queries';

/**
 * Whether the reader may see obligations, and how many are open. The permission depends on the incident, so only the
 * backend can say; while it does not answer, the place is kept.
 */
export function useOpenObligations(): { allowed: boolean; open?: number } {
  const { data, error } = useObligations({ open: true, limit: 1 });
  return { allowed: errorStatus(error) !== 403, open: data?.totalItems };
}
