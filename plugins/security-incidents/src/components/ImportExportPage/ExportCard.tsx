import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Card, CardBody, CardHeader } from '@backstage/ui';
import {
  detectionReadPermission,
  EXPORTED_LISTS,
  type ExportedListFilters,
  type ExportedListName,
  reportsExportPermission,
} from 'backstage-plugin-security-incidents-common';
import { reportsApiRef } from '../../api';
import { useTranslation } from '../../translation';
import { classNames, DownloadButton } from '../common';
import { useOpenObligations } from '../obligations';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';

const FORMATS = ['csv', 'json'] as const;
const MEDIA_TYPES = { csv: 'text/csv', json: 'application/json' } as const;
/** Without filters, the list of detections has the new ones only. */
const EVERYTHING: Partial<ExportedListFilters> = {
  detections: {
    view: ['new', 'unmapped', 'suppressed', 'decided'],
    from: '1970-01-01',
  },
};

function useExportedLists(): ExportedListName[] {
  const obligations = useOpenObligations();
  const detections = usePermission({ permission: detectionReadPermission });
  const hidden: Partial<Record<ExportedListName, boolean>> = {
    obligations: !obligations.allowed,
    detections: !detections.allowed,
  };
  return EXPORTED_LISTS.filter(list => !hidden[list]);
}

function ListRow({ list }: { list: ExportedListName }) {
  const { t } = useTranslation();
  const api = useApi(reportsApiRef);
  const name = t(`reportImport.exports.${list}`);
  const day = new Date().toISOString().slice(0, 10);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <span className={page.actions}>
          {FORMATS.map(format => (
            <DownloadButton
              key={format}
              subject={t('reportImport.exports.subject')}
              load={async () => ({
                name: `${list}-${day}.${format}`,
                content: await api.exportList(list, format, EVERYTHING[list]),
                mediaType: MEDIA_TYPES[format],
              })}
            >
              {t('reportImport.exports.download', {
                list: name,
                format: format.toLocaleUpperCase('en'),
              })}
            </DownloadButton>
          ))}
        </span>
      </td>
    </tr>
  );
}

/** Each list as a file, for readers who may export. */
export function ExportCard() {
  const { t } = useTranslation();
  const lists = useExportedLists();
  const { allowed, loading } = usePermission({
    permission: reportsExportPermission,
  });
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.titles}>
          <h2 className={styles.title}>{t('reportImport.exports.title')}</h2>
          <span className={styles.quiet}>{t('reportImport.exports.note')}</span>
        </div>
      </CardHeader>
      <CardBody>
        {!allowed && !loading && (
          <p className={styles.quiet}>{t('reportImport.exports.forbidden')}</p>
        )}
        {allowed && (
          <>
            <table
              className={classNames(styles.table, page.lists, page.middle)}
            >
              <caption className={styles.hidden}>
                {t('reportImport.exports.title')}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{t('reportImport.exports.list')}</th>
                  <th scope="col">{t('reportImport.exports.file')}</th>
                </tr>
              </thead>
              <tbody>
                {lists.map(list => (
                  <ListRow key={list} list={list} />
                ))}
              </tbody>
            </table>
            <p className={classNames(styles.quiet, page.foot)}>
              {t('reportImport.exports.hint')}
            </p>
          </>
        )}
      </CardBody>
    </Card>
  );
}
