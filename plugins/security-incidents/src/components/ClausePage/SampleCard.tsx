import {
  Button,
  ButtonIcon,
  Card,
  CardBody,
  CardHeader,
  NumberField,
  TextField,
} from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiDownload2Line,
  RiLockLine,
  RiShuffleLine,
} from '@remixicon/react';
import {
  MAX_SAMPLE,
  type ReportSample,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { downloadText } from '../../api/download';
import { AppLink, useRouteRef } from '../../navigation';
import { useReportSample } from '../../queries';
import { incidentRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { BundleButton } from '../bundles';
import { toCsv } from '../charts';
import {
  classNames,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  SeverityMark,
} from '../common';
import { ImportedMark } from '../reports/ImportedMark';
import styles from '../reports/reports.module.css';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './ClausePage.module.css';

const RECORDS = 25;
const TYPING_MS = 400;
const MAX_SEED = 100;

function makeSeed(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function CopyRecipe({ recipe }: { recipe: string }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<'copied' | 'notCopied'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(recipe);
      setOutcome('copied');
    } catch {
      // The browser may refuse; the lines can be selected by hand.
      setOutcome('notCopied');
    }
  };
  return (
    <>
      <Button variant="tertiary" size="small" onPress={copy}>
        {t('reportClause.sample.copy')}
      </Button>
      {outcome && (
        <span role="status" className={styles.quiet}>
          {t(`reportClause.sample.${outcome}`)}
        </span>
      )}
    </>
  );
}

type SampleRecord = ReportSample['items'][number];

/** Whether an item of a sample came by an import. One that was opened again and is complete is shown like others. */
const isUnjudged = ({ imported, complete }: SampleRecord) =>
  imported === true && !complete;

function SampleItem({ item }: { item: SampleRecord }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const Icon = item.complete ? RiCheckboxCircleFill : RiCloseCircleFill;
  return (
    <li className={page.sampleItem}>
      <SeverityMark severity={item.severity} size={10} />
      <AppLink
        to={link({ key: item.key })}
        className={styles.hit}
        title={item.title}
      >
        {item.key}
      </AppLink>
      {item.restricted && (
        <RiLockLine size={12} aria-label={t('term.restricted')} />
      )}
      <span className={page.sampleMark}>
        {isUnjudged(item) && <ImportedMark isShort />}
        {!isUnjudged(item) && (
          <>
            <Icon
              size={14}
              className={item.complete ? styles.good : styles.bad}
              aria-hidden
            />
            <span className={styles.hidden}>
              {item.complete
                ? t('reportClause.sample.isComplete')
                : t('reportClause.sample.isIncomplete')}
            </span>
          </>
        )}
      </span>
    </li>
  );
}

function Sample({ sample }: { sample: ReportSample }) {
  const { t } = useTranslation();
  const { items, population, seed, recipe } = sample;
  const complete = items.filter(item => item.complete).length;
  const imported = items.filter(isUnjudged).length;
  if (items.length === 0) {
    return <PanelEmpty title={t('reportClause.sample.none')} />;
  }
  const download = () =>
    downloadText(
      `sample-${seed.replace(/[^\w.-]/g, '_')}.csv`,
      toCsv(
        [
          t('reportClause.sample.key'),
          t('reportClause.sample.incident'),
          t('reportClause.sample.result'),
          t('reportClause.sample.digest'),
        ],
        items.map(item => [
          item.key,
          item.title,
          isUnjudged(item)
            ? t('reports.imported.notJudged')
            : t(
                item.complete
                  ? 'reportClause.sample.isComplete'
                  : 'reportClause.sample.isIncomplete',
              ),
          item.digest,
        ]),
      ),
      'text/csv',
    );
  return (
    <>
      <p className={styles.printOnly}>
        {t('reportClause.sample.seed')}: <code>{seed}</code>
      </p>
      <p className={styles.quiet}>
        {t('reportClause.sample.how', { n: items.length, count: population })}
      </p>
      <p className={page.sampleSum}>
        <strong>
          {t('reportClause.sample.complete', { count: complete })}
        </strong>{' '}
        {t('reportClause.sample.incomplete', {
          count: items.length - complete - imported,
        })}
        {imported > 0 && `, ${t('reports.imported.some', { count: imported })}`}
      </p>
      <ul
        className={page.sampleItems}
        aria-label={t('reportClause.sample.title')}
      >
        {items.map(item => (
          <SampleItem key={item.key} item={item} />
        ))}
      </ul>
      <details className={page.recipe}>
        <summary>{t('reportClause.sample.recipe')}</summary>
        {/* The lines are scrolled with the keyboard too. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre tabIndex={0}>{recipe}</pre>
      </details>
      <div className={page.buttons}>
        <BundleButton
          subject={{
            query: { key: items.map(({ key }) => key) },
            name: t('reportClause.sample.bundle', {
              count: items.length,
              seed,
            }),
          }}
        />
        <CopyRecipe recipe={recipe} />
        <Button
          variant="tertiary"
          size="small"
          iconStart={<RiDownload2Line aria-hidden />}
          onPress={download}
        >
          {t('reportClause.sample.export')}
        </Button>
      </div>
    </>
  );
}

/** Draws records at random. The seed is in the address, so that the same records are drawn again. */
export function SampleCard({ state }: { state: ReportScopeState }) {
  const { t } = useTranslation();
  const { params, change, scope, query } = state;
  const seed = params.get('seed') ?? scope.to;
  const asked = Number(params.get('n'));
  const n =
    Number.isInteger(asked) && asked >= 1 && asked <= MAX_SAMPLE
      ? asked
      : RECORDS;
  const [typed, setTyped] = useState<string>();
  useDebounce(
    () => {
      if (typed === undefined || typed.trim() === '') return;
      change({ seed: typed.trim() });
      setTyped(undefined);
    },
    TYPING_MS,
    [typed],
  );
  const { data, error, reload } = useReportSample(query, seed, n);
  return (
    <Card id="sample">
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>{t('reportClause.sample.title')}</h2>
          <span className={styles.quiet}>{t('reportClause.sample.note')}</span>
        </div>
      </CardHeader>
      <CardBody>
        <div className={classNames(page.sampleFields, styles.screenOnly)}>
          <NumberField
            label={t('reportClause.sample.records')}
            className={page.sampleCount}
            minValue={1}
            maxValue={MAX_SAMPLE}
            value={n}
            onChange={value =>
              change({ n: value === RECORDS ? undefined : String(value) })
            }
          />
          <TextField
            label={t('reportClause.sample.seed')}
            className={page.sampleSeed}
            maxLength={MAX_SEED}
            value={typed ?? seed}
            onChange={setTyped}
          />
          <ButtonIcon
            variant="secondary"
            icon={<RiShuffleLine aria-hidden />}
            aria-label={t('reportClause.sample.shuffle')}
            onPress={() => {
              setTyped(undefined);
              change({ seed: makeSeed() });
            }}
          />
        </div>
        {error && (
          <PanelFailed
            title={t('reportClause.sample.failed')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !data && (
          <PanelLoading label={t('reportClause.sample.loading')} rows={6} />
        )}
        {!error && data && <Sample sample={data} />}
      </CardBody>
    </Card>
  );
}

/** How to read the page, for somebody who checks it. */
export function AuditorCard() {
  const { t } = useTranslation();
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>{t('reportClause.auditor.title')}</h2>
      </CardHeader>
      <CardBody>
        <div className={classNames(page.auditor)}>
          <p>{t('reportClause.auditor.words')}</p>
          <p>{t('reportClause.auditor.results')}</p>
          <p>{t('reportClause.auditor.explain')}</p>
        </div>
      </CardBody>
    </Card>
  );
}
