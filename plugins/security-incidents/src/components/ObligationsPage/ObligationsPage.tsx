import { Card, CardBody, Select, Switch } from '@backstage/ui';
import {
  type ObligationFilterValues,
  OBLIGATION_STATES,
  type ObligationRules,
  OPEN_OBLIGATION_STATES,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useIdentity, useListAddress, usePageTitle } from '../../hooks';
import { useObligationRules, useObligations } from '../../queries';
import { useTranslation } from '../../translation';
import { PanelFailed, PanelLoading, PanelStale, ZoneNote } from '../common';
import { ExportList } from '../exports';
import { FollowUpFrame } from '../FollowUpFrame';
import { ObligationsForbidden, useOpenObligations } from '../obligations';
import { DecidedCard } from './DecidedCard';
import styles from './ObligationsPage.module.css';
import { OpenCard } from './OpenCard';
import { AboutCard, RulesCard } from './RulesCard';
import { SumCard } from './SumCard';
import { useDecision } from './useDecision';

const FIRST = 20;
const MOST = 200;

/** The day a year ago, from which obligations are counted unless the address says otherwise. */
function getYearAgo(): string {
  const now = new Date();
  now.setUTCFullYear(now.getUTCFullYear() - 1);
  return now.toISOString().slice(0, 10);
}

/** The filters that the address says; what is hand-typed and wrong is left out. */
function useFilters() {
  const { params, change, hrefOf } = useListAddress();
  const { identity } = useIdentity();
  const states = params
    .getAll('state')
    .flatMap(word => OBLIGATION_STATES.filter(state => state === word));
  const regimes = params.getAll('regime');
  const isMine = params.get('mine') === 'true';
  const filters: ObligationFilterValues = {
    ...(states.length > 0 && { state: states }),
    ...(regimes.length > 0 && { regime: regimes }),
    ...(params.getAll('entityRef').length > 0 && {
      entityRef: params.getAll('entityRef'),
    }),
    ...(params.get('from') && { from: params.get('from')! }),
    ...(params.get('to') && { to: params.get('to')! }),
    ...(isMine && identity && { involved: identity.ownershipEntityRefs }),
  };
  return { filters, isMine, regimes, change, hrefOf };
}

function Tools(props: {
  rules?: ObligationRules;
  state: ReturnType<typeof useFilters>;
}) {
  const { rules, state } = props;
  const { t } = useTranslation();
  const known = new Map(
    (rules?.items ?? [])
      .filter(({ regime }) => rules?.regimes.includes(regime))
      .map(({ regime, regimeTitle }) => [regime, regimeTitle]),
  );
  return (
    <div className={styles.tools}>
      <Select
        aria-label={t('obligation.register.regime')}
        options={[
          { id: '', label: t('obligation.register.anyRegime') },
          ...[...known].map(([id, label]) => ({ id, label })),
        ]}
        selectedKey={state.regimes[0] ?? ''}
        onSelectionChange={key =>
          state.change({ regime: String(key ?? '') || undefined })
        }
      />
      <Switch
        label={t('obligation.register.mine')}
        isSelected={state.isMine}
        onChange={mine => state.change({ mine: mine ? 'true' : undefined })}
      />
      <div className={styles.end}>
        <ExportList
          list="obligations"
          query={state.filters}
          label={t('obligation.register.export')}
        />
      </div>
    </div>
  );
}

function Register() {
  const { t } = useTranslation();
  usePageTitle(t('obligation.title'));
  const state = useFilters();
  const { filters, hrefOf } = state;
  const [limit, setLimit] = useState(FIRST);
  const rules = useObligationRules();
  const isOpenWanted =
    !filters.state ||
    filters.state.some(one =>
      (OPEN_OBLIGATION_STATES as readonly string[]).includes(one),
    );
  const [yearAgo] = useState(getYearAgo);
  const counted = { ...filters, from: filters.from ?? yearAgo };
  const { data: sums, error: sumsError } = useObligations({
    ...counted,
    limit: 1,
  });
  const open = useObligations({ ...filters, open: true, limit });
  const { decide, dialog } = useDecision();
  const { data, staleSince, reload } = open;
  const error = open.error ?? sumsError;
  if (!data || !sums) {
    return (
      <Card>
        <CardBody>
          {error ? (
            <PanelFailed
              title={t('obligation.register.failed')}
              subject={t('obligation.subject')}
              error={error}
              onRetry={reload}
            />
          ) : (
            <PanelLoading label={t('obligation.subject')} rows={12} />
          )}
        </CardBody>
      </Card>
    );
  }
  return (
    <>
      <Tools rules={rules.data} state={state} />
      <PanelStale since={staleSince} what={t('obligation.rows')} />
      <SumCard
        counts={sums.counts}
        since={counted.from}
        hrefOf={one => hrefOf({ state: one })}
      />
      {isOpenWanted && (
        <OpenCard
          page={data}
          hasRegimes={rules.data?.regimes.length !== 0}
          onDecide={decide}
          onMore={() => setLimit(MOST)}
        />
      )}
      <div className={styles.beside}>
        {rules.data && <RulesCard rules={rules.data} />}
        {rules.error && (
          <Card>
            <CardBody>
              <PanelFailed
                title={t('obligation.rules.failed')}
                subject={t('obligation.subject')}
                error={rules.error}
                onRetry={rules.reload}
              />
            </CardBody>
          </Card>
        )}
        <AboutCard rules={rules.data} />
      </div>
      <DecidedCard counts={sums.counts} filters={counted} />
      <ZoneNote />
      {dialog}
    </>
  );
}

/**
 * The register of obligations: what is open, by which rules, and what was decided.
 *
 * @param props.framed - whether the app shows a header above the page
 */
export function ObligationsPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  const { allowed, loading } = useOpenObligations();
  return (
    <FollowUpFrame framed={props.framed}>
      <div className={styles.page}>
        {allowed && <Register />}
        {!allowed && loading && (
          <Card>
            <CardBody>
              <PanelLoading label={t('obligation.subject')} rows={12} />
            </CardBody>
          </Card>
        )}
        {!allowed && !loading && <ObligationsForbidden />}
      </div>
    </FollowUpFrame>
  );
}
