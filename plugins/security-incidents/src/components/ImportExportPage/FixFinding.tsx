import { Button, Select, TextField } from '@backstage/ui';
import {
  IMPORT_DATE_ORDERS,
  IMPORT_STATUSES,
  IMPORT_VALUE_FIELDS,
  type ImportFinding,
  type ImportReport,
  type ImportValueField,
  RSIT_CLASSES,
  SEVERITIES,
  TLP_MARKINGS,
  VISIBILITIES,
  DETERMINATIONS,
  type RsitClass,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { getLabels, useTranslation } from '../../translation';
import { EntityCombobox } from '../common';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';
import type { ImportFile } from './useImportFile';

/** What the values of a field can become. */
const WORDS: Partial<Record<ImportValueField, readonly string[]>> = {
  status: IMPORT_STATUSES,
  determination: DETERMINATIONS,
  severity: SEVERITIES,
  class: RSIT_CLASSES,
  tlp: TLP_MARKINGS,
  visibility: VISIBILITIES,
};
const SERVICE_KINDS = ['component', 'api', 'resource', 'system'];

interface FixProps {
  finding: ImportFinding;
  /** All rows that it is about. */
  rows: readonly number[];
  state: ImportFile;
  report: ImportReport;
}

/** A cell of the file. */
interface Place {
  row: number;
  column: string;
}

/** Another value in place of the one in the file. */
function CorrectValue(props: {
  place: Place;
  value: string;
  state: ImportFile;
}) {
  const { t } = useTranslation();
  const { place, state } = props;
  const [value, setValue] = useState(props.value);
  return (
    <span className={page.fix}>
      <TextField
        size="small"
        aria-label={t('reportImport.findings.corrected', { ...place })}
        value={value}
        onChange={setValue}
      />
      <Button
        size="small"
        variant="secondary"
        aria-label={t('reportImport.findings.useFor', { ...place })}
        isDisabled={state.busy || value === props.value}
        onPress={() => state.correct({ ...place, value })}
      >
        {t('reportImport.findings.use')}
      </Button>
    </span>
  );
}

/** A time that is before one that it should follow: left empty, or kept with a reason. */
function SettleOrder({ place, state }: { place: Place; state: ImportFile }) {
  const { t } = useTranslation();
  const [isKeeping, setIsKeeping] = useState(false);
  const [reason, setReason] = useState('');
  if (!isKeeping) {
    return (
      <span className={page.fix}>
        <Button
          size="small"
          variant="secondary"
          isDisabled={state.busy}
          onPress={() => state.correct({ ...place, value: '' })}
        >
          {t('reportImport.findings.empty')}
        </Button>
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setIsKeeping(true)}
        >
          {t('reportImport.findings.keep')}
        </Button>
      </span>
    );
  }
  return (
    <span className={page.fix}>
      <TextField
        size="small"
        // The reader just asked for it.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={t('reportImport.findings.why', { row: place.row })}
        value={reason}
        onChange={setReason}
      />
      <Button
        size="small"
        variant="secondary"
        isDisabled={state.busy || reason.trim() === ''}
        onPress={() => state.correct({ ...place, keepBecause: reason.trim() })}
      >
        {t('reportImport.findings.keepIt')}
      </Button>
    </span>
  );
}

/** A meaning for a value of the file, in all rows that have it. */
function ChooseWord(props: {
  field: ImportValueField;
  value: string;
  words: readonly string[];
  state: ImportFile;
}) {
  const { t } = useTranslation();
  const { field, value, words, state } = props;
  return (
    <Select
      size="small"
      aria-label={t('reportImport.findings.choose', { value })}
      placeholder={t('reportImport.findings.chooseShort')}
      options={words.map(id => ({
        id,
        label:
          field === 'class' ? getLabels(t, 'rsitClass')[id as RsitClass] : id,
      }))}
      onChange={chosen =>
        chosen && state.mapValue(field, value, String(chosen))
      }
    />
  );
}

/** The zone of the reader for all times of the file; another one is chosen beside the columns. */
function ChooseZone({ state }: { state: ImportFile }) {
  const { t } = useTranslation();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <span className={page.fix}>
      <Button
        size="small"
        variant="secondary"
        isDisabled={state.busy}
        onPress={() => state.map({ timeZone })}
      >
        {t('reportImport.findings.zone', { zone: timeZone })}
      </Button>
      <span className={styles.quiet}>
        {t('reportImport.findings.otherZone')}
      </span>
    </span>
  );
}

/** Whether the day or the month stands first in all dates of the file. */
function ChooseOrder({ state }: { state: ImportFile }) {
  const { t } = useTranslation();
  return (
    <span className={page.fix}>
      {IMPORT_DATE_ORDERS.map(dateOrder => (
        <Button
          key={dateOrder}
          size="small"
          variant="secondary"
          isDisabled={state.busy}
          onPress={() => state.map({ dateOrder })}
        >
          {t(`reportImport.columns.${dateOrder}`)}
        </Button>
      ))}
    </span>
  );
}

function LeaveOut({ rows, state }: Pick<FixProps, 'rows' | 'state'>) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      variant="tertiary"
      isDisabled={state.busy}
      onPress={() => state.leaveOut(rows)}
    >
      {t('reportImport.findings.leaveOut', { row: rows.join(', ') })}
    </Button>
  );
}

/** What puts a finding right, where something can. */
export function FixFinding({ finding, rows, state, report }: FixProps) {
  const { t } = useTranslation();
  const { row, column, field, rule, level, value = '' } = finding;
  const valueField = IMPORT_VALUE_FIELDS.find(known => known === field);
  if (rule === 'unknown-service') {
    return (
      <EntityCombobox
        label={t('reportImport.findings.point', { value })}
        kinds={SERVICE_KINDS}
        onChange={entity =>
          entity && state.mapValue('services', value, entity.entityRef)
        }
      />
    );
  }
  if (rule === 'day-only') {
    return (
      <span className={styles.quiet}>
        {t('reportImport.findings.excluded')}
      </span>
    );
  }
  if (rule === 'time-zone') return <ChooseZone state={state} />;
  if (rule === 'date-order') return <ChooseOrder state={state} />;
  if (rule === 'same-title') {
    return <LeaveOut rows={rows} state={state} />;
  }
  if (level === 'note' || row === undefined) return null;
  const words = valueField && WORDS[valueField];
  if (valueField && words && (rule === 'value' || rule === 'status')) {
    return (
      <ChooseWord
        field={valueField}
        value={value}
        words={words}
        state={state}
      />
    );
  }
  const isCell =
    column !== undefined && report.columns.some(({ name }) => name === column);
  const place = { row, column: column ?? '' };
  return (
    <span className={page.fix}>
      {rule === 'order' && isCell && (
        <SettleOrder place={place} state={state} />
      )}
      {rule !== 'order' && isCell && (
        <CorrectValue place={place} value={value} state={state} />
      )}
      <LeaveOut rows={[row]} state={state} />
    </span>
  );
}
