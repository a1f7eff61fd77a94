import { Card, CardBody } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import type { ImportReport } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';

/** Where the import stands. */
export function StepsCard(props: {
  report: ImportReport;
  isStarted?: boolean;
  isImported?: boolean;
}) {
  const { t } = useTranslation();
  const { report, isStarted = false, isImported = false } = props;
  const { totals, columns } = report;
  const kept = columns.filter(({ becomes }) => becomes === 'text').length;
  const left = columns.filter(({ becomes }) => becomes === 'none').length;
  const isSettled = report.findingCounts.error === 0;
  const steps = [
    {
      name: t('reportImport.steps.file'),
      text: t('reportImport.steps.fileText', {
        count: totals.rows,
        columns: columns.length,
      }),
      isDone: true,
    },
    {
      name: t('reportImport.steps.columns'),
      text: t('reportImport.steps.columnsText', {
        used: columns.length - kept - left,
        kept,
        left,
      }),
      isDone: true,
    },
    {
      name: t('reportImport.steps.dryRun'),
      text: t('reportImport.steps.dryRunText', {
        fine: totals.fine,
        notes: totals.withNotes,
        errors: totals.withErrors,
      }),
      isDone: isSettled || isStarted,
    },
    {
      name: t('reportImport.steps.import'),
      text: t('reportImport.steps.importText'),
      isDone: isImported,
    },
  ];
  const current = steps.findIndex(({ isDone }) => !isDone);
  return (
    <Card>
      <CardBody>
        <ol className={page.steps} aria-label={t('reportImport.steps.label')}>
          {steps.map(({ name, text, isDone }, index) => (
            <li
              key={name}
              className={page.step}
              aria-current={index === current ? 'step' : undefined}
            >
              <span className={isDone ? page.doneMark : page.mark}>
                {isDone ? (
                  <RiCheckLine size={14} aria-hidden />
                ) : (
                  <span aria-hidden>{index + 1}</span>
                )}
              </span>
              <span className={styles.lines}>
                <b>
                  {name}
                  {isDone && (
                    <span className={styles.hidden}>
                      {t('reportImport.steps.done', { step: '' })}
                    </span>
                  )}
                </b>
                <span className={styles.quiet}>{text}</span>
              </span>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
