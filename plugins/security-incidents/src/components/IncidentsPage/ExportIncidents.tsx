import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { reportsExportPermission } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import type { IncidentFiltersState } from '../../hooks';
import { useTranslation } from '../../translation';
import { DownloadButton } from '../common';
import type { Question } from '../IncidentsCard';

/** Downloads all incidents of the list, for readers who may export. */
export function ExportIncidents(props: {
  state: IncidentFiltersState;
  question: Question;
}) {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { allowed } = usePermission({ permission: reportsExportPermission });
  if (!allowed) return null;
  const load = async () => {
    const asked = await props.question(props.state.filters);
    // A view without incidents, such as "My teams" of somebody without a team, has an empty file.
    const {
      orderBy: _orderBy,
      limit: _limit,
      cursor: _cursor,
      ...query
    } = asked ?? { status: [], involved: [] };
    return {
      name: `security-incidents-${new Date().toISOString().slice(0, 10)}.csv`,
      content: asked ? await api.getIncidentsCsv(query) : '',
      mediaType: 'text/csv',
    };
  };
  return (
    <DownloadButton load={load} subject={t('incidentList.exportSubject')}>
      {t('incidentList.export')}
    </DownloadButton>
  );
}
