import type { ComponentType, ReactElement } from 'react';
import { EvidenceCount, EvidenceView } from '../evidence';
import { ReviewCount, ReviewView } from '../reviews';
import { useMayReadObligations } from '../obligations';
import { SecondRow } from '../SecondRow';
import { useAppLocation, useRouteRef } from '../../navigation';
import {
  incidentRouteRef,
  incidentViewRouteRef,
  rootRouteRef,
} from '../../routes';
import { useTranslation } from '../../translation';
import { useIncidentRecord } from './IncidentRecord';
import { AccessView } from './people';
import { ObligationsCount, ObligationsView } from './obligations';

/** A view of the incident page besides its response. */
export interface IncidentView {
  id: 'evidence' | 'obligations' | 'review' | 'access';
  element: ReactElement;
  /** Shows beside the link what the view holds, such as a number. */
  Count?: ComponentType;
}

/** The views of the plugin, in the order of their links. */
export const INCIDENT_VIEWS: readonly IncidentView[] = [
  { id: 'evidence', element: <EvidenceView />, Count: EvidenceCount },
  {
    id: 'obligations',
    element: <ObligationsView />,
    Count: ObligationsCount,
  },
  { id: 'review', element: <ReviewView />, Count: ReviewCount },
  { id: 'access', element: <AccessView /> },
];

/** The view that the address asks for; undefined for the response, `missing` for a view that does not exist. */
export function useIncidentView(): IncidentView | 'missing' | undefined {
  const { pathname } = useAppLocation();
  const root = useRouteRef(rootRouteRef)();
  const [, view] = pathname.slice(root.length + 1).split('/');
  if (!view) return undefined;
  return INCIDENT_VIEWS.find(({ id }) => id === view) ?? 'missing';
}

/** Links to the views of the incident. */
export function IncidentViewsNav() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const response = useRouteRef(incidentRouteRef);
  const viewLink = useRouteRef(incidentViewRouteRef);
  const view = useIncidentView();
  const { key } = incident;
  const { allowed, loading } = useMayReadObligations(incident.id);
  const current = view === 'missing' ? undefined : view?.id;
  // A link to a view that the reader may not open explains; its place in the row is kept until that is known.
  const shown = INCIDENT_VIEWS.filter(
    ({ id }) => id !== 'obligations' || allowed || loading || current === id,
  );
  return (
    <SecondRow
      label={t('incidentPage.viewNav.label')}
      views={[
        {
          label: t('incidentPage.viewNav.response'),
          to: response({ key }),
          isCurrent: view === undefined,
        },
        ...shown.map(({ id, Count }) => ({
          label: t(`incidentPage.viewNav.${id}`),
          to: viewLink({ key, view: id }),
          isCurrent: current === id,
          count: Count && <Count />,
        })),
      ]}
    />
  );
}
