import {
  Button,
  Card,
  CardBody,
  CardHeader,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  RiCloseCircleFill,
  RiDownload2Line,
  RiInformationLine,
} from '@remixicon/react';
import type {
  ImportFinding,
  ImportReport,
} from 'backstage-plugin-security-incidents-common';
import { Fragment, useState } from 'react';
import { downloadText } from '../../api/download';
import { useTranslation } from '../../translation';
import { toCsv } from '../charts/csv';
import { classNames, PanelEmpty } from '../common';
import styles from '../reports/reports.module.css';
import { AllRows } from './AllRows';
import { FixFinding } from './FixFinding';
import page from './ImportExportPage.module.css';
import type { ImportFile } from './useImportFile';

const ROWS_NAMED = 3;

/** Findings that say the same of several rows. */
interface Group {
  finding: ImportFinding;
  rows: number[];
}

/** One choice for the file puts these right in all rows. */
const RULES_OF_FILE: readonly string[] = ['time-zone', 'date-order'];

function toGroupName(finding: ImportFinding, index: number): string {
  const { level, rule, column, value } = finding;
  if (RULES_OF_FILE.includes(rule)) return JSON.stringify([rule, column]);
  if (level === 'error') return String(index);
  return JSON.stringify([rule, column, rule === 'day-only' ? '' : value]);
}

/**
 * Errors stand alone, because each is put right by itself, unless one choice settles them all. Notes about one value stand
 * together.
 */
function group(findings: readonly ImportFinding[]): Group[] {
  const groups = new Map<string, Group>();
  findings.forEach((finding, index) => {
    const name = toGroupName(finding, index);
    const known = groups.get(name) ?? { finding, rows: [] };
    if (finding.row !== undefined) known.rows.push(finding.row);
    groups.set(name, known);
  });
  return [...groups.values()];
}

function Rows(props: { rows: readonly number[]; onShow(row: number): void }) {
  const { t } = useTranslation();
  const { rows, onShow } = props;
  if (rows.length === 0) return <>{t('reportImport.findings.ofFile')}</>;
  const others = rows.length - ROWS_NAMED;
  return (
    <>
      {rows.slice(0, ROWS_NAMED).map((row, index) => (
        <Fragment key={row}>
          {index > 0 && ', '}
          <button
            type="button"
            className={classNames(styles.hit, page.rowLink)}
            aria-label={t('reportImport.findings.showRow', { row })}
            onClick={() => onShow(row)}
          >
            {row}
          </button>
        </Fragment>
      ))}
      {others > 0 && ` ${t('reportImport.findings.others', { count: others })}`}
    </>
  );
}

function FindingRow(props: {
  group: Group;
  state: ImportFile;
  report: ImportReport;
  onShow(row: number): void;
}) {
  const { t } = useTranslation();
  const { finding, rows } = props.group;
  const isError = finding.level === 'error';
  return (
    <tr>
      <th
        scope="row"
        className={classNames(styles.number, page.rowName)}
        data-label={t('reportImport.findings.row')}
      >
        <Rows rows={rows} onShow={props.onShow} />
      </th>
      <td>
        <span className={classNames(page.level, isError && styles.bad)}>
          {isError ? (
            <RiCloseCircleFill size={14} aria-hidden />
          ) : (
            <RiInformationLine size={14} aria-hidden />
          )}
          {isError
            ? t('reportImport.findings.error')
            : t('reportImport.findings.noteLevel')}
        </span>
      </td>
      <td>
        <span className={styles.lines}>
          <code>{finding.column}</code>
          <code className={classNames(styles.quiet, page.sample)}>
            {finding.value}
          </code>
        </span>
      </td>
      <td>{finding.message}</td>
      <td>
        <FixFinding
          finding={finding}
          rows={rows}
          state={props.state}
          report={props.report}
        />
      </td>
    </tr>
  );
}

/** Lists what was found, or every row. */
function ViewSwitch(props: {
  state: ImportFile;
  findings: number;
  rows: number;
  onSwitch(): void;
}) {
  const { t } = useTranslation();
  const { state, findings, rows, onSwitch } = props;
  const showsRows = state.options.rowsFrom !== undefined;
  return (
    <ToggleButtonGroup
      aria-label={t('reportImport.findings.view')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[showsRows ? 'rows' : 'findings']}
      onSelectionChange={([key]) => {
        onSwitch();
        state.showRows(key === 'rows' ? 1 : undefined);
      }}
    >
      <ToggleButton id="findings">
        {t('reportImport.findings.only', { total: findings })}
      </ToggleButton>
      <ToggleButton id="rows">
        {t('reportImport.rows.all', { total: rows })}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

const HEADS = ['row', 'level', 'value', 'wrong', 'fix'] as const;

/** What a dry run found, each with what puts it right. */
export function FindingsCard(props: {
  state: ImportFile;
  report: ImportReport;
}) {
  const { t } = useTranslation();
  const { state, report } = props;
  const { findings, findingCounts, totals } = report;
  const groups = group(findings);
  const errors = groups.filter(({ finding }) => finding.level === 'error');
  const notes = groups.filter(({ finding }) => finding.level === 'note');
  const total = findingCounts.error + findingCounts.note;
  const [wanted, setWanted] = useState<number>();
  const showsRows = state.options.rowsFrom !== undefined;
  const saveCsv = () =>
    downloadText(
      `${report.file.name}.findings.csv`,
      toCsv(
        ['row', 'level', 'column', 'value', 'rule', 'message'],
        findings.map(({ row, level, column, value, rule, message }) => [
          row,
          level,
          column,
          value,
          rule,
          message,
        ]),
      ),
      'text/csv',
    );
  const toRows = (shown: readonly Group[]) =>
    shown.map(one => (
      <FindingRow
        key={`${one.finding.rule} ${one.finding.column} ${one.rows.join(' ')}`}
        group={one}
        state={state}
        report={report}
        onShow={row => {
          setWanted(row);
          state.showRows(row);
        }}
      />
    ));
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <div className={styles.titles}>
            <h2 className={styles.title}>{t('reportImport.findings.title')}</h2>
            <span className={styles.quiet}>
              {t('reportImport.findings.note', { count: totals.rows })}
            </span>
          </div>
          <ViewSwitch
            state={state}
            findings={total}
            rows={totals.rows}
            onSwitch={() => setWanted(undefined)}
          />
          {total > 0 && (
            <Button
              variant="tertiary"
              size="small"
              iconStart={<RiDownload2Line aria-hidden />}
              onPress={saveCsv}
            >
              {t('reportImport.findings.csv')}
            </Button>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {showsRows && (
          <AllRows rows={report.rows} wanted={wanted} state={state} />
        )}
        {!showsRows && total === 0 && (
          <PanelEmpty title={t('reportImport.findings.none')} />
        )}
        {!showsRows && total > 0 && (
          <table className={classNames(styles.table, page.lists)}>
            <caption className={styles.hidden}>
              {t('reportImport.findings.title')}
            </caption>
            <thead>
              <tr>
                {HEADS.map(name => (
                  <th key={name} scope="col">
                    {t(`reportImport.findings.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{toRows(errors)}</tbody>
            {notes.length > 0 && (
              <tbody>
                <tr>
                  <td colSpan={HEADS.length} className={styles.quiet}>
                    {t('reportImport.findings.notes', {
                      count: findingCounts.note,
                    })}
                  </td>
                </tr>
                {toRows(notes)}
              </tbody>
            )}
          </table>
        )}
        {!showsRows && findings.length < total && (
          <p className={styles.quiet}>
            {t('reportImport.findings.more', {
              shown: findings.length,
              total,
            })}
          </p>
        )}
        <p className={classNames(styles.quiet, page.foot)}>
          {t('reportImport.findings.footnote')}
        </p>
      </CardBody>
    </Card>
  );
}
