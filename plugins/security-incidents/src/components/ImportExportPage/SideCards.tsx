import { Card, CardBody, CardHeader, Select } from '@backstage/ui';
import { RiCheckboxCircleFill, RiSubtractLine } from '@remixicon/react';
import {
  IMPORT_DELIMITERS,
  IMPORT_ENCODINGS,
  type ImportReport,
  type ImportYear,
  type IncidentImport,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import { formatBytes } from '../../formatBytes';
import { shortHash } from '../evidence/bytes';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';
import type { ImportFile } from './useImportFile';
import { countMade } from './useImportProgress';

const DELIMITERS = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
} as const;

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className={styles.quiet}>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Keys({ years }: { years: readonly ImportYear[] }) {
  const { t } = useTranslation();
  return (
    <Fact name={t('reportImport.result.keys')}>
      {years.map(({ year, firstKey, lastKey }) => (
        <div key={year}>
          {firstKey === lastKey
            ? firstKey
            : t('reportImport.result.range', {
                first: firstKey,
                last: lastKey,
              })}
        </div>
      ))}
    </Fact>
  );
}

function ResultCard({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const { totals } = report;
  // Nothing is made while the file itself has errors.
  const years = totals.toImport > 0 ? report.years : [];
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.smallTitle}>{t('reportImport.result.title')}</h2>
      </CardHeader>
      <CardBody>
        <dl className={page.facts}>
          <Fact name={t('reportImport.result.incidents')}>
            <b>{t('reportImport.result.count', { count: totals.toImport })}</b>
            <p className={styles.quiet}>
              {years
                .map(({ year, incidents }) =>
                  t('reportImport.result.year', { count: incidents, year }),
                )
                .join(', ')}
            </p>
          </Fact>
          {years.length > 0 && <Keys years={years} />}
          <Fact name={t('reportImport.result.recorded')}>
            {t('reportImport.result.recordedText')}
          </Fact>
          <Fact name={t('reportImport.result.marked')}>
            {t('reportImport.result.markedText')}
          </Fact>
        </dl>
      </CardBody>
    </Card>
  );
}

function CountsCard() {
  const { t } = useTranslation();
  const lines = [
    { text: t('reportImport.counts.analysis'), counts: true },
    { text: t('reportImport.counts.repeats'), counts: true },
    { text: t('reportImport.counts.clause'), counts: false },
    { text: t('reportImport.counts.quiet'), counts: false },
  ];
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.smallTitle}>{t('reportImport.counts.title')}</h2>
      </CardHeader>
      <CardBody>
        <ul className={page.marks}>
          {lines.map(({ text, counts }) => (
            <li key={text}>
              {counts ? (
                <RiCheckboxCircleFill
                  size={16}
                  className={styles.good}
                  aria-hidden
                />
              ) : (
                <RiSubtractLine size={16} aria-hidden />
              )}
              {text}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function FileFacts({ state, report }: SideProps) {
  const { t } = useTranslation();
  const { file, earlierImport } = report;
  const isCsv = file.format === 'csv' && !state.started;
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.smallTitle}>{t('reportImport.file.title')}</h2>
      </CardHeader>
      <CardBody>
        <dl className={page.facts}>
          <Fact name={t('reportImport.file.name')}>{file.name}</Fact>
          <Fact name={t('reportImport.file.readAs')}>
            {[file.format.toLocaleUpperCase('en'), file.encoding]
              .filter(Boolean)
              .join(', ')}
          </Fact>
          <Fact name={t('reportImport.file.size')}>
            {formatBytes(file.size)}
          </Fact>
          <Fact name={t('reportImport.file.sha256')}>
            <code>{shortHash(file.sha256)}</code>
          </Fact>
        </dl>
        {isCsv && (
          <div className={page.fields}>
            <Select
              size="small"
              label={t('reportImport.file.encoding')}
              options={IMPORT_ENCODINGS.map(id => ({ id, label: id }))}
              value={file.encoding}
              onChange={value =>
                state.change({
                  encoding: IMPORT_ENCODINGS.find(known => known === value),
                })
              }
            />
            <Select
              size="small"
              label={t('reportImport.file.delimiter')}
              options={IMPORT_DELIMITERS.map(id => ({
                id,
                label: t(`reportImport.file.${DELIMITERS[id]}`),
              }))}
              value={file.delimiter}
              onChange={value =>
                state.change({
                  delimiter: IMPORT_DELIMITERS.find(known => known === value),
                })
              }
            />
          </div>
        )}
        {earlierImport && (
          <p className={styles.late}>
            {t('reportImport.file.earlier', {
              time: shortTimeWithZone(earlierImport.createdAt),
            })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

/** What is stored of an import. */
export function ImportFacts({ current }: { current: IncidentImport }) {
  const { t } = useTranslation();
  const { file, years = [], rows, corrections, source } = current;
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.smallTitle}>{t('reportImport.file.title')}</h2>
      </CardHeader>
      <CardBody>
        <dl className={page.facts}>
          <Fact name={t('reportImport.file.name')}>{file.name}</Fact>
          <Fact name={t('reportImport.file.source')}>{source}</Fact>
          <Fact name={t('reportImport.file.size')}>
            {formatBytes(file.size)}
          </Fact>
          <Fact name={t('reportImport.file.sha256')}>
            <code>{shortHash(file.sha256)}</code>
          </Fact>
          <Fact name={t('reportImport.file.rows')}>{rows}</Fact>
          <Fact name={t('reportImport.result.incidents')}>
            {countMade(current)}
          </Fact>
          <Fact name={t('reportImport.file.corrections')}>{corrections}</Fact>
          {years.length > 0 && <Keys years={years} />}
        </dl>
      </CardBody>
    </Card>
  );
}

interface SideProps {
  state: ImportFile;
  report: ImportReport;
}

/** What the import makes, and of what. */
export function SideCards(props: SideProps) {
  return (
    <div className={page.side}>
      <ResultCard report={props.report} />
      <CountsCard />
      <FileFacts {...props} />
    </div>
  );
}
