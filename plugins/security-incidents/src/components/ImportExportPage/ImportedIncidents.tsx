import { useApi } from '@backstage/core-plugin-api';
import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import type {
  ImportedIncidentPage,
  IncidentImport,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { importsApiRef } from '../../api';
import { AppLink, useRouteRef } from '../../navigation';
import { queryKeys, usePanelQuery } from '../../queries';
import { incidentRouteRef } from '../../routes';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import {
  classNames,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  SeverityMark,
} from '../common';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';

const PAGE = 20;
const HEADS = ['row', 'number', 'incident', 'detected'] as const;

/** The incidents that an import made, by the rows of its file. */
export function ImportedIncidents({ current }: { current: IncidentImport }) {
  const { t } = useTranslation();
  const api = useApi(importsApiRef);
  const link = useRouteRef(incidentRouteRef);
  /** The cursors of the pages that were turned. */
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors[cursors.length - 1];
  const { data, error, reload } = usePanelQuery<ImportedIncidentPage>({
    queryKey: queryKeys.imports(current.id, 'incidents', cursor),
    keepWhile: queryKeys.imports(current.id, 'incidents'),
    queryFn: ({ signal }) =>
      api.listImportedIncidents(
        current.id,
        { limit: PAGE, cursor },
        { signal },
      ),
  });
  const next = data?.pageInfo.nextCursor;
  const hidden = data ? current.incidents - data.totalItems : 0;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.titles}>
          <h2 className={styles.title}>{t('reportImport.made.title')}</h2>
          {data && (
            <span className={styles.quiet}>
              {t('reportImport.made.note', { count: data.totalItems })}
            </span>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('reportImport.made.failed')}
            subject={t('reportImport.made.subject')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !data && (
          <PanelLoading label={t('reportImport.made.subject')} />
        )}
        {data?.items.length === 0 && (
          <PanelEmpty title={t('reportImport.made.none')} />
        )}
        {data && data.items.length > 0 && (
          <>
            <table className={classNames(styles.table, page.lists)}>
              <caption className={styles.hidden}>
                {t('reportImport.made.title')}
              </caption>
              <thead>
                <tr>
                  {HEADS.map(name => (
                    <th key={name} scope="col">
                      {t(`reportImport.made.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.items.map(incident => (
                  <tr key={incident.id}>
                    <th
                      scope="row"
                      className={classNames(styles.number, page.rowName)}
                      data-label={t('reportImport.made.row')}
                    >
                      <AppLink
                        to={link({ key: incident.key })}
                        className={styles.hit}
                        aria-label={`${incident.row}, ${incident.key}`}
                      >
                        {incident.row}
                      </AppLink>
                    </th>
                    <td>{incident.originalId}</td>
                    <td>
                      <span className={styles.inline}>
                        <SeverityMark severity={incident.severity} />
                        <AppLink
                          to={link({ key: incident.key })}
                          className={classNames(styles.hit, styles.number)}
                        >
                          {incident.key}
                        </AppLink>
                        <span className={page.sample}>{incident.title}</span>
                      </span>
                    </td>
                    <td>{dayOf(incident.detectedAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {(cursor || next) && (
              <div className={page.turn}>
                <span className={page.actions}>
                  <Button
                    size="small"
                    variant="secondary"
                    isDisabled={!cursor}
                    onPress={() => setCursors(before => before.slice(0, -1))}
                  >
                    {t('reportImport.rows.previous')}
                  </Button>
                  <Button
                    size="small"
                    variant="secondary"
                    isDisabled={!next}
                    onPress={() =>
                      next && setCursors(before => [...before, next])
                    }
                  >
                    {t('reportImport.rows.next')}
                  </Button>
                </span>
              </div>
            )}
          </>
        )}
        {hidden > 0 && (
          <p className={classNames(styles.quiet, page.foot)}>
            {t('reportImport.made.hidden', { count: hidden })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
