import {
  Button,
  Card,
  CardBody,
  CardHeader,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiLockLine } from '@remixicon/react';
import {
  type ClauseSummary,
  type IncidentCompleteness,
  REQUIREMENT_IDS,
  REQUIREMENT_RESULTS,
  REQUIREMENTS,
  type RequirementState,
} from 'backstage-plugin-security-incidents-common';
import { DEFAULT_SIZE, readPage, useLinkedPart } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { useCompleteness } from '../../queries';
import { incidentRouteRef } from '../../routes';
import { type Translate, useTranslation } from '../../translation';
import {
  classNames,
  Pager,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  SeverityMark,
} from '../common';
import print from '../common/print.module.css';
import { ImportedMark } from '../reports/ImportedMark';
import { isNotJudged } from '../reports/notJudged';
import styles from '../reports/reports.module.css';
import { getMissingText, getRequirementText } from '../reports/requirements';
import { RESULT_KEYS, ResultMark } from '../reports/ResultMark';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './ClausePage.module.css';

/** What a mark says: `Escalated if needed: missing, People told of an escalation, 2 of 5`. */
function getMarkLabel(t: Translate, state: RequirementState): string {
  const requirement = getRequirementText(t, state.requirement, 'title');
  return state.result === 'missing'
    ? t('reportClause.matrix.markMissing', {
        requirement,
        what: state.missing.map(fact => getMissingText(t, fact)).join('. '),
      })
    : t('reportClause.matrix.mark', {
        requirement,
        result: t(`reports.result.${RESULT_KEYS[state.result]}`),
      });
}

/** Everything that an incident lacks, in words. */
export function getMissingTexts(t: Translate, item: IncidentCompleteness) {
  return item.requirements.flatMap(({ missing }) =>
    missing.map(fact => getMissingText(t, fact)),
  );
}

/** Incidents as rows, requirements as columns. */
export function CompletenessMatrix(props: {
  items: readonly IncidentCompleteness[];
  /** Keys of TLP:RED incidents, which go out by key only. */
  redKeys?: readonly string[];
}) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  return (
    <table className={page.matrix}>
      <caption className={styles.hidden}>
        {t('reportClause.matrix.title')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('reportClause.matrix.incident')}</th>
          {REQUIREMENTS.map(({ id, column, kind }) => (
            <th
              key={id}
              scope="col"
              className={classNames(
                page.markCell,
                kind === 'element' && column === '1' && page.firstElement,
              )}
              title={getRequirementText(t, id, 'title')}
            >
              <span aria-hidden="true">{column}</span>
              <span className={styles.hidden}>
                {getRequirementText(t, id, 'title')}
              </span>
            </th>
          ))}
          <th scope="col">{t('reportClause.matrix.met')}</th>
          <th scope="col">{t('reportClause.matrix.missing')}</th>
        </tr>
      </thead>
      <tbody>
        {props.items.map(item => {
          const missing = getMissingTexts(t, item);
          return (
            <tr key={item.id}>
              <th scope="row" className={page.incident}>
                <span className={styles.inline}>
                  <SeverityMark severity={item.severity} />
                  <AppLink
                    to={link({ key: item.key })}
                    className={classNames(styles.hit, styles.bold)}
                  >
                    {item.key}
                  </AppLink>
                  {item.restricted && (
                    <RiLockLine size={14} aria-label={t('term.restricted')} />
                  )}
                  {item.imported && <ImportedMark />}
                </span>
                <span
                  className={classNames(
                    styles.quiet,
                    page.cut,
                    props.redKeys?.includes(item.key) && print.screenOnly,
                  )}
                >
                  {item.title}
                </span>
              </th>
              {item.requirements.map((state, index) => (
                <td
                  key={state.requirement}
                  className={classNames(
                    page.markCell,
                    REQUIREMENTS[index]?.column === '1' && page.firstElement,
                  )}
                >
                  <span className={page.markName} aria-hidden="true">
                    {REQUIREMENTS[index]?.column}
                  </span>
                  <ResultMark
                    result={state.result}
                    label={getMarkLabel(t, state)}
                  />
                </td>
              ))}
              <td className={classNames(page.metCell, styles.number)}>
                {isNotJudged(item) ? (
                  <span className={page.of}>–</span>
                ) : (
                  <>
                    <strong>{item.met}</strong>{' '}
                    <span className={page.of}>
                      {t('reports.ofDue', { due: item.due })}
                    </span>
                  </>
                )}
              </td>
              <td className={page.missingCell}>
                {missing.length > 0 ? (
                  missing.join('. ')
                ) : (
                  <span className={page.of}>
                    {isNotJudged(item)
                      ? t('reports.imported.notJudged')
                      : t('reportClause.matrix.nothing')}
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What the marks and the letters stand for. */
export function MatrixKey() {
  const { t } = useTranslation();
  return (
    <div className={page.key}>
      <ul className={page.keyMarks}>
        {REQUIREMENT_RESULTS.map(result => (
          <li key={result} className={styles.inline}>
            <ResultMark result={result} />
            {t(`reports.result.${RESULT_KEYS[result]}`)}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('reportClause.matrix.key')}</p>
    </div>
  );
}

/** What the address asks the matrix for: gaps unless it says more. */
function useMatrixQuery(state: ReportScopeState) {
  const { params, query } = state;
  const requirement = REQUIREMENT_IDS.find(
    id => id === params.get('requirement'),
  );
  const result = REQUIREMENT_RESULTS.find(
    name => name === params.get('result'),
  );
  const isFiltered = requirement !== undefined && result !== undefined;
  const imported = params.get('imported') === 'true';
  const complete = !imported && params.get('complete') === 'true';
  const unfiltered = imported ? { imported } : { complete };
  const { size, cursor, offset } = readPage(params);
  return {
    requirement,
    result,
    complete,
    imported,
    page: { size, cursor, offset },
    query: {
      ...query,
      ...(isFiltered
        ? { requirement: [requirement], result: [result] }
        : unfiltered),
      limit: size === DEFAULT_SIZE ? undefined : size,
      cursor,
    },
  };
}

/** The incidents behind the numbers, the least complete first. Each number of the page filters them. */
export function MatrixCard(props: {
  clause: ClauseSummary;
  state: ReportScopeState;
  redKeys: readonly string[];
  /** All incidents with gaps, while they are printed. */
  printed?: readonly IncidentCompleteness[];
}) {
  const { clause, state, redKeys, printed } = props;
  const { t } = useTranslation();
  const asked = useMatrixQuery(state);
  const { data, error, reload } = useCompleteness(asked.query);
  useLinkedPart(Boolean(data));
  const { requirement, result, complete, imported } = asked;
  const apart = clause.imported?.total ?? 0;
  const shown = complete ? 'true' : 'false';
  const isFiltered = requirement !== undefined && result !== undefined;
  return (
    <Card className={styles.card} id="completeness">
      <CardHeader>
        <div className={styles.cardHead}>
          <div className={styles.titles}>
            <h2 className={styles.title}>{t('reportClause.matrix.title')}</h2>
            <span className={styles.quiet}>
              {isFiltered
                ? t('reportClause.matrix.filtered', {
                    requirement: getRequirementText(t, requirement, 'title'),
                    result: t(`reports.result.${RESULT_KEYS[result]}`),
                  })
                : t('reportClause.matrix.order')}
            </span>
          </div>
          {isFiltered ? (
            <Button
              variant="secondary"
              size="small"
              onPress={() =>
                state.change({ requirement: undefined, result: undefined })
              }
            >
              {t('reportClause.matrix.clear')}
            </Button>
          ) : (
            <ToggleButtonGroup
              aria-label={t('reportClause.matrix.which')}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[imported ? 'imported' : shown]}
              onSelectionChange={keys =>
                state.change({
                  complete: [...keys].includes('true') ? 'true' : undefined,
                  imported: [...keys].includes('imported') ? 'true' : undefined,
                })
              }
            >
              <ToggleButton id="false">
                {t('reportClause.matrix.withGaps', {
                  count: clause.incomplete,
                })}
              </ToggleButton>
              <ToggleButton id="true">
                {t('reportClause.matrix.complete', { count: clause.complete })}
              </ToggleButton>
              {apart > 0 && (
                <ToggleButton id="imported">
                  {t('reports.imported.count', { count: apart })}
                </ToggleButton>
              )}
            </ToggleButtonGroup>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('reportClause.matrix.failed')}
            hint={t('reportClause.matrix.failedHint')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !data && (
          <PanelLoading label={t('reportClause.matrix.loading')} rows={8} />
        )}
        {!error && data && data.items.length === 0 && (
          <PanelEmpty
            title={
              isFiltered || complete || imported
                ? t('reportClause.matrix.empty')
                : t('reportClause.matrix.emptyGaps')
            }
            hint={
              isFiltered || complete || imported
                ? undefined
                : t('reportClause.matrix.emptyHint')
            }
          />
        )}
        {!error && data && data.items.length > 0 && (
          <>
            <CompletenessMatrix
              items={printed ?? data.items}
              redKeys={redKeys}
            />
            <MatrixKey />
            <Pager
              state={{
                change: state.change,
                turn: state.turn,
                filters: asked.page,
              }}
              shown={data.items.length}
              total={data.totalItems}
              nextCursor={data.pageInfo.nextCursor}
            />
          </>
        )}
      </CardBody>
    </Card>
  );
}
