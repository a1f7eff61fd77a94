import { Card, CardBody, CardHeader } from '@backstage/ui';
import {
  type IncidentCompleteness,
  REQUIREMENTS,
} from 'backstage-plugin-security-incidents-common';
import { errorStatus } from '../../../api/errorStatus';
import { AppLink, useRouteRef } from '../../../navigation';
import { useIncidentCompleteness } from '../../../queries';
import { clauseRouteRef } from '../../../routes';
import { dayOf } from '../../../time';
import { useTranslation } from '../../../translation';
import { ShareBar } from '../../charts';
import {
  EntityName,
  PanelFailed,
  PanelLoading,
  PanelStale,
} from '../../common';
import { useMayReadReports } from '../../reports/permissions';
import { getMissingText, getRequirementText } from '../../reports/requirements';
import { ImportedMark } from '../../reports/ImportedMark';
import { isNotJudged } from '../../reports/notJudged';
import { RESULT_KEYS, ResultMark } from '../../reports/ResultMark';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './completeness.module.css';

function Missing({ item }: { item: IncidentCompleteness }) {
  const { t } = useTranslation();
  if (isNotJudged(item)) {
    return (
      <p>
        <ImportedMark /> {t('reports.imported.hint')}
      </p>
    );
  }
  const gaps = item.requirements.filter(({ result }) => result === 'missing');
  if (gaps.length === 0) {
    return (
      <p className={styles.line}>
        <ResultMark result="met" />
        {t('reportClause.incident.complete')}
      </p>
    );
  }
  return (
    <ul className={styles.list} aria-label={t('reportClause.incident.missing')}>
      {gaps.map(({ requirement, missing, explanation }) => (
        <li key={requirement} className={styles.line}>
          <ResultMark result="missing" />
          <span>
            {missing.map(fact => getMissingText(t, fact)).join('. ')}
            <span className={page.quiet}>
              {' '}
              {getRequirementText(t, requirement, 'title')}
            </span>
            {explanation && (
              <span className={styles.explanation}>
                {t('reportClause.requirements.explanation', {
                  text: explanation.text,
                })}{' '}
                <EntityName entityRef={explanation.by} />,{' '}
                {dayOf(explanation.at)}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function All({ item }: { item: IncidentCompleteness }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary className={styles.summary}>
        {t('reportClause.incident.all')}
      </summary>
      <ul className={styles.list}>
        {item.requirements.map(({ requirement, result }, index) => (
          <li key={requirement} className={styles.line}>
            <ResultMark result={result} />
            <span>
              <span className={page.quiet}>{REQUIREMENTS[index]?.column}</span>{' '}
              {getRequirementText(t, requirement, 'title')}
              <span className={page.quiet}>
                {' '}
                {t(`reports.result.${RESULT_KEYS[result]}`)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** How complete the record is, of what is due: what an auditor would miss, by name. */
export function CompletenessCard() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  // Exercises and merged records have nothing that is due.
  const isCounted = incident.mode === 'real' && incident.status !== 'merged';
  const { data, error, reload, staleSince } = useIncidentCompleteness(
    incident.key,
    incident.id,
    { enabled: isCounted },
  );
  const clause = useRouteRef(clauseRouteRef)();
  const { allowed } = useMayReadReports();
  if (!isCounted) return null;
  // Somebody may have merged it since, which the backend answers with a conflict.
  if (error && [403, 404, 409].includes(errorStatus(error) ?? 0)) return null;
  return (
    <Card aria-label={t('reportClause.incident.title')} id="completeness">
      <CardHeader>
        <div className={page.between}>
          <h2 className={page.cardTitle}>{t('reportClause.incident.title')}</h2>
          {data && !isNotJudged(data) && (
            <span className={page.quiet}>
              {t('reports.shareOf', { met: data.met, due: data.due })}
            </span>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            error={error}
            title={t('reportClause.incident.failed')}
            onRetry={reload}
          />
        )}
        {!error && !data && (
          <PanelLoading label={t('reportClause.incident.loading')} />
        )}
        {!error && data && (
          <div className={styles.content}>
            {!isNotJudged(data) && <ShareBar part={data.met} all={data.due} />}
            <Missing item={data} />
            <All item={data} />
            {allowed && (
              <AppLink to={clause} className={styles.report}>
                {t('reportClause.incident.of')}
              </AppLink>
            )}
          </div>
        )}
        {!error && (
          <PanelStale
            since={staleSince}
            what={t('reportClause.incident.loading')}
          />
        )}
      </CardBody>
    </Card>
  );
}
