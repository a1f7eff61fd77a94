import {
  Button,
  Card,
  CardBody,
  CardHeader,
  Focusable,
  Tooltip,
  TooltipTrigger,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiChatQuoteLine,
  RiCloseCircleFill,
} from '@remixicon/react';
import {
  CONTROL_FRAMEWORKS,
  CONTROLS,
  type ControlFramework,
  getRequirement,
  type ReportGap,
  REQUIREMENT_PROOFS,
  type RequirementShare,
} from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { type Translate, useTranslation } from '../../translation';
import { ShareBar } from '../charts';
import { classNames } from '../common';
import styles from '../reports/reports.module.css';
import { ExplanationText } from '../reports/ExplanationText';
import { groupByExplanation } from '../reports/explanations';
import { toGapText } from '../reports/figureRows';
import { getRequirementText } from '../reports/requirements';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './ClausePage.module.css';

/** Gaps that a row names; the matrix has all. */
const SHOWN_GAPS = 5;

interface RowProps {
  share: RequirementShare;
  state: ReportScopeState;
  frameworks: readonly ControlFramework[];
  /** Absent for readers who may not explain gaps. */
  onExplain?(share: RequirementShare): void;
}

function getProofText(t: Translate, { requirement, proof }: RequirementShare) {
  const parts = REQUIREMENT_PROOFS.flatMap(name => {
    const count = proof[name];
    if (count === undefined || name === 'filesNeeded') return [];
    return [
      name === 'filesKept'
        ? t('reportClause.proof.files', {
            kept: count,
            needed: proof.filesNeeded ?? count,
          })
        : t(`reportClause.proof.${name}`, { count }),
    ];
  });
  return [getRequirementText(t, requirement, 'provenBy'), ...parts].join(', ');
}

function GapLine({ gap }: { gap: ReportGap }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  return (
    <li className={page.gap}>
      <RiCloseCircleFill size={14} className={styles.bad} aria-hidden />
      <span>
        <AppLink
          to={link({ key: gap.key })}
          className={classNames(styles.hit, styles.bold)}
          title={gap.title}
          data-gap
        >
          {gap.key}
        </AppLink>{' '}
        <span className={page.of}>{toGapText(t, gap)}</span>
      </span>
    </li>
  );
}

function Explanations({ gaps }: { gaps: readonly ReportGap[] }) {
  const { t } = useTranslation();
  return (
    <>
      {groupByExplanation(gaps).map(group => {
        return (
          <div key={group[0].key} className={page.explanation}>
            <RiChatQuoteLine size={14} aria-hidden />
            <span>
              {t('reportClause.requirements.explained', {
                count: group.length,
              })}{' '}
              <ExplanationText explanation={group[0].explanation!} />
            </span>
          </div>
        );
      })}
    </>
  );
}

function Broken(props: RowProps & { rowsOf(result: string): string }) {
  const { share, onExplain, rowsOf } = props;
  const { t } = useTranslation();
  const { missing, gaps } = share;
  if (missing.total === 0) {
    return (
      <span className={page.of}>{t('reportClause.requirements.nothing')}</span>
    );
  }
  const open = gaps.filter(({ explanation }) => !explanation);
  const name = getRequirementText(t, share.requirement, 'title');
  return (
    <>
      <ul className={styles.list}>
        {open.slice(0, SHOWN_GAPS).map(gap => (
          <GapLine key={gap.key} gap={gap} />
        ))}
        {open.length > SHOWN_GAPS && (
          <li>
            <AppLink to={rowsOf('missing')} className={styles.hit}>
              {t('reports.andMore', { count: open.length - SHOWN_GAPS })}
            </AppLink>
          </li>
        )}
      </ul>
      <Explanations gaps={gaps} />
      {onExplain && open.length > 0 && (
        <Button
          variant="tertiary"
          size="small"
          className={page.explain}
          aria-label={t('reportClause.requirements.explainLabel', {
            requirement: name,
          })}
          onPress={() => onExplain(share)}
        >
          {t('reportClause.requirements.explain')}
        </Button>
      )}
    </>
  );
}

function Controls(props: Pick<RowProps, 'share' | 'frameworks'>) {
  const { controls } = getRequirement(props.share.requirement);
  return (
    <ul className={page.controls}>
      {CONTROLS.filter(
        ({ code, framework }) =>
          controls.includes(code) && props.frameworks.includes(framework),
      ).map(({ code, title }) => (
        <li key={code}>
          <TooltipTrigger>
            <Focusable>
              <button
                type="button"
                className={page.control}
                // Its code is printed.
                data-printed
              >
                {code}
                <span className={styles.hidden}> {title}</span>
              </button>
            </Focusable>
            <Tooltip>{title}</Tooltip>
          </TooltipTrigger>
        </li>
      ))}
    </ul>
  );
}

function RequirementRow(props: RowProps) {
  const { share, state } = props;
  const { requirement, met, missing, due, notDue } = share;
  const { t } = useTranslation();
  const { letter, kind, column } = getRequirement(requirement);
  const title = getRequirementText(t, requirement, 'title');
  const rowsOf = (result: string) =>
    `${state.hrefOf({
      requirement,
      result,
      complete: undefined,
    })}#completeness`;
  return (
    <tr>
      <td className={page.letter}>{kind === 'element' ? column : letter}</td>
      <th scope="row" className={page.requirement}>
        <strong>{title}</strong>
        <span className={styles.quiet}>
          {getRequirementText(t, requirement, 'asks')}
        </span>
      </th>
      <td className={page.shareCell}>
        <span className={page.shareLine}>
          <span className={styles.number}>
            <strong>{met.total}</strong>{' '}
            <span className={page.of}>{t('reports.ofDue', { due })}</span>
          </span>
          <span className={page.result}>
            {missing.total === 0 ? (
              <>
                <RiCheckboxCircleFill
                  size={14}
                  className={styles.good}
                  aria-hidden
                />
                {t('reports.met')}
              </>
            ) : (
              <>
                <RiCloseCircleFill
                  size={14}
                  className={styles.bad}
                  aria-hidden
                />
                <AppLink to={rowsOf('missing')} className={styles.hit}>
                  {t('reports.missingCount', { count: missing.total })}
                </AppLink>
              </>
            )}
          </span>
        </span>
        <ShareBar part={met.total} all={due} />
        {notDue.total > 0 && (
          <AppLink
            to={rowsOf('not-due')}
            className={classNames(styles.hit, page.small)}
          >
            {t('reports.notDueCount', { count: notDue.total })}
          </AppLink>
        )}
      </td>
      <td className={page.proofCell}>
        <span className={page.gap}>
          <RiCheckboxCircleFill
            size={14}
            className={met.total > 0 ? styles.good : page.of}
            aria-hidden
          />
          <span className={styles.lines}>
            {met.total > 0 ? (
              <AppLink to={rowsOf('met')} className={styles.hit}>
                {t('reportClause.requirements.records', { count: met.total })}
              </AppLink>
            ) : (
              t('reportClause.requirements.noneMet')
            )}
            <span className={styles.quiet}>{getProofText(t, share)}</span>
          </span>
        </span>
      </td>
      <td className={page.brokenCell}>
        <Broken {...props} rowsOf={rowsOf} />
      </td>
      <td className={page.controlsCell}>
        <Controls {...props} />
      </td>
    </tr>
  );
}

/** Which other frameworks the address shows; all unless it says. */
export function useFrameworks(state: ReportScopeState) {
  const chosen = state.params.getAll('show');
  const shown = CONTROL_FRAMEWORKS.filter(
    name => chosen.length === 0 || chosen.includes(name),
  );
  return { shown, change: (names: string[]) => state.change({ show: names }) };
}

/** One row for each requirement or element: how many meet it, what proves it and what breaks it. */
export function RequirementsCard(props: {
  kind: 'requirement' | 'element';
  shares: RequirementShare[];
  state: ReportScopeState;
  onExplain?(share: RequirementShare): void;
}) {
  const { kind, shares, state } = props;
  const { t } = useTranslation();
  const frameworks = useFrameworks(state);
  const title =
    kind === 'requirement'
      ? t('reportClause.requirements.title')
      : t('reportClause.elements.title');
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <div className={styles.titles}>
            <h2 className={styles.title}>{title}</h2>
            {kind === 'element' && (
              <span className={styles.quiet}>
                {t('reportClause.elements.note')}
              </span>
            )}
          </div>
          {kind === 'requirement' && (
            <ToggleButtonGroup
              aria-label={t('reportClause.requirements.show')}
              selectionMode="multiple"
              selectedKeys={frameworks.shown}
              onSelectionChange={keys =>
                frameworks.change([...keys].map(String))
              }
            >
              {CONTROL_FRAMEWORKS.map(name => (
                <ToggleButton key={name} id={name}>
                  {t(`reportClause.requirements.${name}`)}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          )}
        </div>
      </CardHeader>
      <CardBody>
        <table className={classNames(styles.table, page.requirements)}>
          <caption className={styles.hidden}>{title}</caption>
          <colgroup>
            {['letter', 'words', 'share', 'proof', 'broken', 'controls'].map(
              name => (
                <col key={name} className={page[`${name}Column`]} />
              ),
            )}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {t(`reportClause.requirements.${kind}`)}
              </th>
              <th scope="col">{t('reportClause.requirements.share')}</th>
              <th scope="col">{t('reportClause.requirements.proof')}</th>
              <th scope="col">{t('reportClause.requirements.broken')}</th>
              <th scope="col">{t('reportClause.requirements.controls')}</th>
            </tr>
          </thead>
          <tbody>
            {shares.map(share => (
              <RequirementRow
                key={share.requirement}
                share={share}
                state={state}
                frameworks={frameworks.shown}
                onExplain={props.onExplain}
              />
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}
