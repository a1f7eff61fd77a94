import { Button, Card, CardBody } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import type {
  DetectionRules,
  TryPayloadResult,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { usePageTitle } from '../../hooks';
import { useDetectionRules, useDetectionSources } from '../../queries';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import {
  EntityName,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  ZoneNote,
} from '../common';
import { DetectionsFrame } from '../detections';
import { Sheet } from '../IncidentPage/fields';
import { FlowBar } from './FlowBar';
import { RuleListCard } from './RuleListCard';
import styles from './RulesPage.module.css';
import { SuppressionsCard } from './SuppressionsCard';
import { Tester } from './Tester';
import { WaysCard } from './WaysCard';

function Changes(props: {
  changes: DetectionRules['changes'];
  onClose(): void;
}) {
  const { changes } = props;
  const { t } = useTranslation();
  return (
    <Sheet
      title={t('rules.changes.title')}
      canSend={false}
      sending={false}
      onSend={() => {}}
      onClose={props.onClose}
    >
      {changes.length === 0 && <PanelEmpty title={t('rules.changes.none')} />}
      <ul className={styles.rows}>
        {changes.map(({ at, by, kind, action, name }) => (
          <li key={`${at} ${kind} ${name}`} className={styles.change}>
            <span className={styles.quiet}>{nearTime(at, Date.now())}</span>
            <span>
              <EntityName entityRef={by} />{' '}
              {t(`rules.changes.action.${action}`)}{' '}
              {t(`rules.changes.kind.${kind}`)} <b>{name}</b>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** What the tester hit, by the name of what fits in a step. */
function getHit(result: TryPayloadResult | undefined, step: 'rule') {
  return result?.steps
    .find(each => each.step === step)
    ?.tried.find(each => each.result === 'fits')?.name;
}

function Loaded({ rules }: { rules: DetectionRules }) {
  const { t } = useTranslation();
  const sources = useDetectionSources().data?.items ?? [];
  const [result, setResult] = useState<TryPayloadResult>();
  const [isHistory, setHistory] = useState(false);
  const sourceTitle = (id: string) =>
    sources.find(source => source.id === id)?.title ?? id;
  return (
    <>
      <FlowBar flow={rules.flow} />
      <div className={styles.beside}>
        <div className={styles.column}>
          <WaysCard rules={rules} />
          <SuppressionsCard rules={rules} sourceTitle={sourceTitle} />
          <RuleListCard
            rules={rules}
            sourceTitle={sourceTitle}
            hit={getHit(result, 'rule')}
          />
          <div className={styles.between}>
            <span className={styles.quiet}>
              {t(rules.mayChange ? 'rules.foot' : 'rules.mayNot')}
            </span>
            <Button
              variant="tertiary"
              size="small"
              iconStart={<RiHistoryLine aria-hidden />}
              onPress={() => setHistory(true)}
            >
              {t('rules.changes.title')}
            </Button>
          </div>
        </div>
        {/* To try a payload needs the permission to change rules. */}
        {rules.mayChange && (
          <div className={styles.column}>
            <Tester sources={sources} onResult={setResult} />
          </div>
        )}
      </div>
      {isHistory && (
        <Changes changes={rules.changes} onClose={() => setHistory(false)} />
      )}
      <ZoneNote />
    </>
  );
}

function Rules() {
  const { t } = useTranslation();
  usePageTitle(t('rules.title'));
  const { data, error, reload } = useDetectionRules();
  if (data) return <Loaded rules={data} />;
  return (
    <Card>
      <CardBody>
        {error ? (
          <PanelFailed
            title={t('rules.failed.title')}
            hint={t('rules.failed.hint')}
            subject={t('rules.subject')}
            error={error}
            onRetry={reload}
          />
        ) : (
          <PanelLoading label={t('rules.subject')} rows={18} />
        )}
      </CardBody>
    </Card>
  );
}

/**
 * How detections find their service, what is suppressed, what happens by itself, and a tester that explains it.
 *
 * @param props.framed - whether the app shows a header above the page
 */
export function RulesPage(props: { framed?: boolean }) {
  return (
    <DetectionsFrame framed={props.framed}>
      <Rules />
    </DetectionsFrame>
  );
}
