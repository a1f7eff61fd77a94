import { useApi } from '@backstage/core-plugin-api';
import { securityIncidentsApiRef } from '../api';
import { useRouteRef } from '../navigation';
import {
  followIncidents,
  PAUSE_FOR_OTHERS_MS,
  queryKeys,
  useFollowUpCounts,
  useNewDetectionsCount,
  usePanelQuery,
} from '../queries';
import {
  followUpRouteRef,
  inboxRouteRef,
  myWorkRouteRef,
  plansRouteRef,
  reportsRouteRef,
  rootRouteRef,
} from '../routes';
import { useTranslation } from '../translation';
import { useMayTriage } from './detections/permissions';
import { useMayReadReports } from './reports/permissions';

/** A tab of the plugin's pages. */
export interface PluginTab {
  id: 'incidents' | 'my-work' | 'inbox' | 'plans' | 'follow-up' | 'reports';
  label: string;
  href: string;
  /** Whether something can wait behind it, so that the place of a number is kept. */
  counts?: boolean;
  /** What waits behind it; absent while unknown, where there is none, and where the reader may not know. */
  badge?: string;
}

const MOST = 99;

function toBadge(count: number | undefined): string | undefined {
  if (!count) return undefined;
  return count > MOST ? `${MOST}+` : String(count);
}

/** How many incidents are open, of all that the reader may see. */
function useOpenCount(): number | undefined {
  const api = useApi(securityIncidentsApiRef);
  const { data } = usePanelQuery<number>({
    queryKey: queryKeys.list('open-count'),
    follow: followIncidents(() => [], PAUSE_FOR_OTHERS_MS),
    queryFn: async ({ signal }) => {
      const { totalItems } = await api.listIncidents(
        { open: true, limit: 1 },
        { signal },
      );
      return totalItems;
    },
  });
  return data;
}

/** How much work of the reader has a due time. */
function useDueCount(): number | undefined {
  const api = useApi(securityIncidentsApiRef);
  const { data } = usePanelQuery<number>({
    queryKey: queryKeys.work('due-count'),
    follow: followIncidents(() => [], PAUSE_FOR_OTHERS_MS),
    queryFn: async ({ signal }) => {
      const { counts } = await api.getMyWork({ limit: 1 }, { signal });
      return counts.all - counts.byDue.none;
    },
  });
  return data;
}

/** The tabs of the plugin's pages that the reader may open, with what waits behind each. */
export function usePluginTabs(): PluginTab[] {
  const { t } = useTranslation();
  const root = useRouteRef(rootRouteRef)();
  const work = useRouteRef(myWorkRouteRef)();
  const inbox = useRouteRef(inboxRouteRef)();
  const plans = useRouteRef(plansRouteRef)();
  const followUp = useRouteRef(followUpRouteRef)();
  const reports = useRouteRef(reportsRouteRef)();
  const { allowed: mayTriage } = useMayTriage();
  const { allowed: mayReadReports } = useMayReadReports();
  const open = useOpenCount();
  const due = useDueCount();
  const waiting = useNewDetectionsCount(mayTriage);
  const owed = useFollowUpCounts()?.overdue;
  const overdue =
    owed && owed.reviews + owed.actions + owed.checks + (owed.obligations ?? 0);
  return [
    {
      id: 'incidents',
      label: t('incidentList.title'),
      href: root,
      counts: true,
      badge: toBadge(open),
    },
    {
      id: 'my-work',
      label: t('myWork.title'),
      href: work,
      counts: true,
      badge: toBadge(due),
    },
    ...(mayTriage
      ? [
          {
            id: 'inbox' as const,
            label: t('detection.title'),
            href: inbox,
            counts: true,
            badge: toBadge(waiting),
          },
        ]
      : []),
    { id: 'plans', label: t('incidentList.plans'), href: plans },
    {
      id: 'follow-up',
      label: t('followUp.title'),
      href: followUp,
      counts: true,
      badge: toBadge(overdue),
    },
    ...(mayReadReports
      ? [{ id: 'reports' as const, label: t('reports.title'), href: reports }]
      : []),
  ];
}
