import { useApi } from '@backstage/core-plugin-api';
import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { ImportPage } from 'backstage-plugin-security-incidents-common';
import { importsApiRef } from '../../api';
import { queryKeys, usePanelQuery } from '../../queries';
import { AppLink } from '../../navigation';
import { shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import {
  classNames,
  EntityName,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
} from '../common';
import styles from '../reports/reports.module.css';
import { useImportAddress } from './useImportAddress';
import { countMade, isActive } from './useImportProgress';

const SHOWN = 10;
/** While one waits or runs. */
const POLL_MS = 5_000;
const COLUMNS = ['file', 'state', 'incidents', 'by', 'at'] as const;

/** The last imports, and what can be imported. */
export function useImports() {
  const api = useApi(importsApiRef);
  return usePanelQuery<ImportPage>({
    queryKey: queryKeys.imports('list'),
    queryFn: ({ signal }) => api.listImports({ limit: SHOWN }, { signal }),
    pollEveryMs: page => (page?.items.some(isActive) ? POLL_MS : undefined),
  });
}

/** The last imports, newest first. */
export function EarlierImports() {
  const { t } = useTranslation();
  const { data, error, reload } = useImports();
  const { hrefOf } = useImportAddress();
  return (
    <Card className={styles.card}>
      <CardHeader>
        <h2 className={styles.title}>{t('reportImport.earlier.title')}</h2>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('reportImport.earlier.failed')}
            subject={t('reportImport.earlier.loading')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !data && (
          <PanelLoading label={t('reportImport.earlier.loading')} />
        )}
        {!error && data?.items.length === 0 && (
          <PanelEmpty title={t('reportImport.earlier.none')} />
        )}
        {!error && data && data.items.length > 0 && (
          <table className={styles.table}>
            <caption className={styles.hidden}>
              {t('reportImport.earlier.title')}
            </caption>
            <thead>
              <tr>
                {COLUMNS.map(name => (
                  <th key={name} scope="col">
                    {t(`reportImport.earlier.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map(item => (
                <tr key={item.id}>
                  <th scope="row">
                    <AppLink to={hrefOf(item.id)} className={styles.hit}>
                      {item.file.name}
                    </AppLink>
                  </th>
                  <td>
                    <span className={styles.lines}>
                      <span
                        className={classNames(
                          item.state === 'failed' && styles.bad,
                        )}
                      >
                        {t(`reportImport.earlier.states.${item.state}`)}
                      </span>
                      {item.problem && (
                        <span className={styles.quiet}>{item.problem}</span>
                      )}
                    </span>
                  </td>
                  <td className={styles.number}>
                    {t('reportImport.earlier.count', {
                      count: countMade(item),
                    })}
                  </td>
                  <td>
                    <EntityName entityRef={item.createdBy} />
                  </td>
                  <td>{shortTimeWithZone(item.createdAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </CardBody>
    </Card>
  );
}
