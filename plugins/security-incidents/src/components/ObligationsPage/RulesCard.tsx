import { Button, Card, CardBody } from '@backstage/ui';
import type {
  ObligationRule,
  ObligationRules,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { toKey, useTranslation } from '../../translation';
import { getRuleName, NotLegalAdvice, toOffsetText } from '../obligations';
import styles from './ObligationsPage.module.css';
import { toSaid } from '../said';

/** Rules that follow one another, the first one first. */
interface Chain {
  regime: string;
  regimeTitle: string;
  rules: ObligationRule[];
}

/** Groups the rules of a regime that start by themselves with those that follow them. */
export function toChains(rules: readonly ObligationRule[]): Chain[] {
  const chains: Chain[] = [];
  for (const rule of rules) {
    const before = chains.find(chain =>
      chain.rules.some(({ id }) => id === rule.after),
    );
    if (before && rule.anchor !== 'high-risk-found') before.rules.push(rule);
    else {
      chains.push({
        regime: rule.regime,
        regimeTitle: rule.regimeTitle,
        rules: [rule],
      });
    }
  }
  return chains;
}

function RuleChain({ chain }: { chain: Chain }) {
  const { t } = useTranslation();
  const [first] = chain.rules;
  const name = chain.rules.length > 1 ? chain.regimeTitle : getRuleName(first);
  return (
    <div className={styles.chain}>
      <div className={styles.cell}>
        <b>{name}</b>
        {first.note && <span className={styles.quiet}>{first.note}</span>}
      </div>
      <ol className={styles.steps}>
        <li className={styles.pill} data-kind="moment">
          {t(`obligation.moment.${toKey(first.anchor)}`)}
        </li>
        {chain.rules.map(rule => (
          <li key={rule.id}>
            <span className={styles.offset}>
              {toOffsetText(t, rule) ?? t('obligation.rules.atOnce')}
              {rule !== first &&
                rule.anchor !== 'submission' &&
                ` · ${t(`obligation.moment.${toKey(rule.anchor)}`)}`}
            </span>
            <span className={styles.pill}>{rule.target}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Rules that do not run, with the reason, together where it is the same. */
function Resting(props: { label: string; rules: readonly ObligationRule[] }) {
  const { label, rules } = props;
  const { t } = useTranslation();
  if (rules.length === 0) return null;
  const byReason = new Map<string, Set<string>>();
  for (const { regimeTitle, stateReason = '' } of rules) {
    byReason.set(
      stateReason,
      (byReason.get(stateReason) ?? new Set()).add(regimeTitle),
    );
  }
  return (
    <div className={styles.resting}>
      <span className={styles.quiet}>{label}</span>
      <ul>
        {[...byReason].map(([reason, names]) => (
          <li key={reason}>
            {[...names].join(', ')}{' '}
            <span className={styles.quiet}>{toSaid(t, reason)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sources({ rules }: { rules: readonly ObligationRule[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.sources}>
      {rules.map(rule => (
        <li key={rule.id}>
          <b>{getRuleName(rule)}</b> {rule.title}
          <div className={styles.quiet}>
            {[
              rule.source,
              rule.effectiveFrom &&
                t('obligation.rules.since', { day: rule.effectiveFrom }),
              rule.effectiveTo &&
                t('obligation.rules.until', { day: rule.effectiveTo }),
              rule.state !== 'enabled' &&
                rule.stateReason &&
                toSaid(t, rule.stateReason),
            ]
              .filter(Boolean)
              .join(', ')}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The rules of the organisation. */
export function RulesCard({ rules }: { rules: ObligationRules }) {
  const { t } = useTranslation();
  const [isAll, setAll] = useState(false);
  const { items } = rules;
  const enabled = items.filter(({ state }) => state === 'enabled');
  return (
    <Card>
      <CardBody>
        <div className={styles.head}>
          <h2 className={styles.cardTitle}>{t('obligation.rules.title')}</h2>
          <Button
            variant="tertiary"
            size="small"
            onPress={() => setAll(!isAll)}
          >
            {t(isAll ? 'obligation.rules.fewer' : 'obligation.rules.all')}
          </Button>
        </div>
        {enabled.length === 0 && <p>{t('obligation.rules.none')}</p>}
        {toChains(enabled).map(chain => (
          <RuleChain key={chain.rules[0].id} chain={chain} />
        ))}
        <Resting
          label={t('obligation.rules.off')}
          rules={items.filter(({ state }) => state === 'off')}
        />
        <Resting
          label={t('obligation.rules.draft')}
          rules={items.filter(({ state }) => state === 'draft')}
        />
        {isAll && <Sources rules={items} />}
        <NotLegalAdvice />
      </CardBody>
    </Card>
  );
}

/** What the register is, and what it is not. */
export function AboutCard({ rules }: { rules?: ObligationRules }) {
  const { t } = useTranslation();
  return (
    <Card>
      <CardBody>
        <h2 className={styles.cardTitle}>{t('obligation.about.title')}</h2>
        <div className={styles.about}>
          <p>{t('obligation.about.calculator')}</p>
          <p>{t('obligation.about.months', { zone: rules?.zone ?? 'UTC' })}</p>
          <p>{t('obligation.about.moves')}</p>
        </div>
      </CardBody>
    </Card>
  );
}
