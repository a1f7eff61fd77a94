import { Card, CardBody, CardHeader, Select, TextField } from '@backstage/ui';
import {
  IMPORT_DATE_ORDERS,
  IMPORT_FIELDS,
  IMPORT_OTHER_TARGETS,
  type ImportColumn,
  type ImportReport,
  type ImportTarget,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../translation';
import { classNames } from '../common';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';
import { SavedMappings } from './SavedMappings';
import type { ImportFile } from './useImportFile';

const TARGETS: readonly ImportTarget[] = [
  ...IMPORT_FIELDS,
  ...IMPORT_OTHER_TARGETS,
];
const NO_ORDER = 'none';

function About(props: { column: ImportColumn; hasErrors: boolean }) {
  const { t } = useTranslation();
  const { becomes, values, distinctValues = 0, empty } = props.column;
  if (becomes === 'text' || becomes === 'none') {
    return <>{t(`reportImport.columns.${becomes}`)}</>;
  }
  // Services are looked up for rows without errors, so before that the count would be too low.
  if (becomes === 'services' && props.hasErrors) return null;
  if (values) {
    const open = values.filter(value => value.becomes === undefined).length;
    return (
      <span className={classNames(open > 0 && styles.late)}>
        {t('reportImport.columns.matched', {
          matched: distinctValues - open,
          total: distinctValues,
        })}
      </span>
    );
  }
  return <>{empty > 0 && t('reportImport.columns.empty', { count: empty })}</>;
}

function ColumnRow(props: {
  column: ImportColumn;
  state: ImportFile;
  hasErrors: boolean;
}) {
  const { t } = useTranslation();
  const { column, state } = props;
  const { name, becomes, sample } = column;
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      <td className={page.sample}>{sample}</td>
      <td>
        <Select
          size="small"
          aria-label={t('reportImport.columns.choose', { column: name })}
          options={TARGETS.map(id => ({
            id,
            label: t(`reportImport.targets.${id}`),
          }))}
          value={becomes}
          onChange={value => {
            const chosen = TARGETS.find(target => target === value);
            if (!chosen || chosen === becomes) return;
            state.map({
              columns: { ...state.options.mapping?.columns, [name]: chosen },
            });
          }}
        />
      </td>
      <td className={styles.quiet}>
        <About column={column} hasErrors={props.hasErrors} />
      </td>
    </tr>
  );
}

/** How dates of the file are read. */
function Dates({ state }: { state: ImportFile }) {
  const { t } = useTranslation();
  const { timeZone = '', dateOrder } = state.options.mapping ?? {};
  const [zone, setZone] = useState<string>(timeZone);
  // It can be chosen beside a finding, too.
  useEffect(() => setZone(timeZone), [timeZone]);
  const apply = () => {
    const chosen = zone.trim();
    if (chosen !== timeZone) state.map({ timeZone: chosen || undefined });
  };
  return (
    <div className={page.fields}>
      <TextField
        size="small"
        label={t('reportImport.columns.zone')}
        description={t('reportImport.columns.zoneHint')}
        value={zone}
        onChange={setZone}
        onBlur={apply}
        onKeyDown={({ key }) => key === 'Enter' && apply()}
      />
      <Select
        size="small"
        label={t('reportImport.columns.order')}
        options={[
          { id: NO_ORDER, label: t('reportImport.columns.orderNone') },
          ...IMPORT_DATE_ORDERS.map(id => ({
            id,
            label: t(`reportImport.columns.${id}`),
          })),
        ]}
        value={dateOrder ?? NO_ORDER}
        onChange={value =>
          state.map({
            dateOrder: IMPORT_DATE_ORDERS.find(known => known === value),
          })
        }
      />
    </div>
  );
}

/** What each column becomes. */
export function ColumnsCard(props: {
  state: ImportFile;
  report: ImportReport;
}) {
  const { t } = useTranslation();
  const { state, report } = props;
  const changed = Object.keys(state.options.mapping?.columns ?? {}).length;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <div className={styles.titles}>
            <h2 className={styles.title}>{t('reportImport.columns.title')}</h2>
            <span className={styles.quiet}>
              {t('reportImport.columns.note', { changed })}
            </span>
          </div>
          <SavedMappings state={state} report={report} />
        </div>
      </CardHeader>
      <CardBody>
        <Dates state={state} />
        <table className={classNames(styles.table, page.lists, page.middle)}>
          <caption className={styles.hidden}>
            {t('reportImport.columns.title')}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('reportImport.columns.inFile')}</th>
              <th scope="col">{t('reportImport.columns.firstRow')}</th>
              <th scope="col">{t('reportImport.columns.becomes')}</th>
              <th scope="col">{t('reportImport.columns.about')}</th>
            </tr>
          </thead>
          <tbody>
            {report.columns.map(column => (
              <ColumnRow
                key={column.name}
                column={column}
                state={state}
                hasErrors={report.findingCounts.error > 0}
              />
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}
