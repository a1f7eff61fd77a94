import { Button } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseCircleFill,
  RiInformationLine,
  RiSubtractLine,
} from '@remixicon/react';
import type {
  ImportRow,
  ImportRows,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef } from 'react';
import { shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, PanelEmpty, PanelFailed, PanelLoading } from '../common';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';
import type { ImportFile } from './useImportFile';

const HEADS = ['row', 'result', 'number', 'name', 'detected', 'key'] as const;
const ICONS: Record<ImportRow['result'], typeof RiCheckLine> = {
  fine: RiCheckLine,
  note: RiInformationLine,
  error: RiCloseCircleFill,
  duplicate: RiSubtractLine,
  leftOut: RiSubtractLine,
};

function Row({ row, isWanted }: { row: ImportRow; isWanted: boolean }) {
  const { t } = useTranslation();
  const ref = useRef<HTMLTableRowElement>(null);
  const { result } = row;
  const Icon = ICONS[result];
  useEffect(() => {
    if (isWanted) ref.current?.focus();
  }, [isWanted]);
  const label = (name: (typeof HEADS)[number]) =>
    t(`reportImport.rows.${name}`);
  return (
    <tr ref={ref} tabIndex={-1} aria-current={isWanted || undefined}>
      <th
        scope="row"
        className={classNames(styles.number, page.rowName)}
        data-label={label('row')}
      >
        {row.row}
      </th>
      <td>
        <span
          className={classNames(
            page.level,
            result === 'error' && styles.bad,
            result === 'fine' && styles.good,
          )}
        >
          <Icon size={14} aria-hidden />
          {t(`reportImport.rows.results.${result}`)}
        </span>
      </td>
      <td data-label={label('number')}>{row.originalId}</td>
      <td className={page.sample}>{row.title}</td>
      <td data-label={label('detected')}>
        {row.detectedAt && shortTimeWithZone(row.detectedAt)}
      </td>
      <td className={styles.number} data-label={label('key')}>
        {row.key}
      </td>
    </tr>
  );
}

/** The rows of a dry run, each with what becomes of it. */
export function AllRows(props: {
  rows?: ImportRows;
  /** The row that a finding led to. */
  wanted?: number;
  state: ImportFile;
}) {
  const { t } = useTranslation();
  const { rows, wanted, state } = props;
  if (!rows && state.problem && !state.busy) {
    return (
      <PanelFailed
        title={t('reportImport.history.failed')}
        subject={t('reportImport.rows.title')}
        error={state.problem}
        onRetry={() => state.showRows(state.options.rowsFrom)}
      />
    );
  }
  if (!rows) return <PanelLoading label={t('reportImport.rows.title')} />;
  const { items, previousFrom, nextFrom } = rows;
  if (items.length === 0) {
    return <PanelEmpty title={t('reportImport.rows.none')} />;
  }
  return (
    <>
      <table className={classNames(styles.table, page.lists)}>
        <caption className={styles.hidden}>
          {t('reportImport.rows.title')}
        </caption>
        <thead>
          <tr>
            {HEADS.map(name => (
              <th key={name} scope="col">
                {t(`reportImport.rows.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(row => (
            <Row key={row.row} row={row} isWanted={row.row === wanted} />
          ))}
        </tbody>
      </table>
      <div className={page.turn}>
        <span className={styles.quiet}>
          {t('reportImport.rows.range', {
            first: items[0].row,
            last: items[items.length - 1].row,
          })}
        </span>
        <span className={page.actions}>
          <Button
            size="small"
            variant="secondary"
            isDisabled={state.busy || previousFrom === undefined}
            onPress={() => state.showRows(previousFrom)}
          >
            {t('reportImport.rows.previous')}
          </Button>
          <Button
            size="small"
            variant="secondary"
            isDisabled={state.busy || nextFrom === undefined}
            onPress={() => state.showRows(nextFrom)}
          >
            {t('reportImport.rows.next')}
          </Button>
        </span>
      </div>
    </>
  );
}
