import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  VisuallyHidden,
} from '@backstage/ui';
import {
  RiAddCircleLine,
  RiAddLine,
  RiAttachment2,
  RiEyeOffLine,
  RiInboxLine,
  RiLightbulbLine,
} from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import type {
  DetectionRule,
  DetectionRules,
  RuleAction,
  UpdateDetectionRuleRequest,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { detectionsApiRef } from '../../api';
import { useDetectionsChanged } from '../../queries';
import { useTranslation, toMidSentence } from '../../translation';
import { classNames } from '../common';
import { problemOf, Sheet } from '../IncidentPage/fields';
import { toRuleText } from './conditionText';
import { RowTools, toMoveKeys } from './RowTools';
import { RuleDialog } from './RuleDialog';
import styles from './RulesPage.module.css';

const ICONS: Record<RuleAction, typeof RiAddLine> = {
  create: RiAddCircleLine,
  attach: RiAttachment2,
  suggest: RiLightbulbLine,
  ignore: RiEyeOffLine,
};

interface RowProps {
  rule: DetectionRule;
  isHit: boolean;
  mayChange: boolean;
  sourceTitle(id: string): string;
  onMove?(by: 1 | -1): void;
  isFirst: boolean;
  isLast: boolean;
  onEdit(): void;
  onToggle(): void;
  onRemove(): void;
}

function Row(props: RowProps) {
  const { rule, sourceTitle, onMove } = props;
  const { effect, action } = rule;
  const { t } = useTranslation();
  const Icon = ICONS[action];
  return (
    // Its buttons take the focus; Alt and an arrow move the rule from any of them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={classNames(styles.rule, props.isHit && styles.hit)}
      data-off={!rule.isEnabled || undefined}
      aria-label={rule.name}
      onKeyDownCapture={toMoveKeys(onMove)}
    >
      <span className={styles.quiet}>{rule.position}</span>
      <div className={styles.stack}>
        <span className={styles.inline}>
          <b>{rule.name}</b>
          {!rule.isEnabled && (
            <span className={styles.chip}>{t('rules.list.off')}</span>
          )}
        </span>
        <span className={styles.quiet}>{toRuleText(t, rule, sourceTitle)}</span>
      </div>
      <div className={styles.stack}>
        <span className={styles.inline}>
          <Icon size={16} aria-hidden />
          {t(`rules.action.${action}`)}
          {action === 'create' &&
            rule.incident?.severity &&
            `, ${toMidSentence(t(`term.severity.${rule.incident.severity}`))}`}
        </span>
        <span className={styles.quiet}>{t(`rules.actionHint.${action}`)}</span>
      </div>
      <div className={styles.effect}>
        <b>{effect.count}</b>
        <span className={styles.quiet}>
          {action === 'suggest'
            ? t('rules.list.followed', {
                followed: effect.followed,
                count: effect.count,
              })
            : t('rules.list.undone', { count: effect.undone })}
        </span>
      </div>
      <RowTools
        {...props}
        name={rule.name}
        isConfigured={rule.isConfigured}
        toggle={{ isOn: rule.isEnabled, onToggle: props.onToggle }}
      />
    </li>
  );
}

/** Changes, moves and removes rules, and says where a moved one is. */
function useRuleChanges() {
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const [said, setSaid] = useState('');
  const { mutate, error } = useMutation({
    mutationFn: async (change: {
      rule: DetectionRule;
      request?: UpdateDetectionRuleRequest;
    }) => {
      const { rule, request } = change;
      if (!request) {
        await api.deleteDetectionRule(rule.id, { ifMatch: rule.version });
        return;
      }
      await api.updateDetectionRule(rule.id, request, {
        ifMatch: rule.version,
      });
      const { position } = request;
      if (position) {
        setSaid(t('rules.list.moved', { name: rule.name, position }));
      }
    },
    onSettled: changed,
  });
  return {
    said,
    problem: error ? problemOf(error) : undefined,
    update: (rule: DetectionRule, request: UpdateDetectionRuleRequest) =>
      mutate({ rule, request }),
    remove: (rule: DetectionRule) => mutate({ rule }),
  };
}

/** Where detections go that no rule fits. */
function Rest({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <li className={styles.rule}>
      <RiInboxLine size={16} aria-hidden />
      <div className={styles.stack}>
        <b>{t('rules.list.rest')}</b>
        <span className={styles.quiet}>{t('rules.list.restHint')}</span>
      </div>
      <span>{t('rules.list.inbox')}</span>
      <div className={styles.effect}>
        <b>{count}</b>
      </div>
      <span />
    </li>
  );
}

/** What happens with new detections by itself, in order. */
export function RuleListCard(props: {
  rules: DetectionRules;
  sourceTitle(id: string): string;
  /** Name of the rule that the tester hit. */
  hit?: string;
}) {
  const { rules, sourceTitle } = props;
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<{ rule?: DetectionRule }>();
  const [removing, setRemoving] = useState<DetectionRule>();
  const { said, problem, update, remove } = useRuleChanges();
  const list = rules.rules;
  return (
    <Card aria-label={t('rules.list.title')}>
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>
            {`3. ${t('rules.list.title')}`}{' '}
            <span className={styles.quiet}>{t('rules.list.hint')}</span>
          </h2>
          {rules.mayChange && (
            <Button
              variant="secondary"
              size="small"
              iconStart={<RiAddLine aria-hidden />}
              onPress={() => setDialog({})}
            >
              {t('rules.list.add')}
            </Button>
          )}
        </div>
      </CardHeader>
      <CardBody>
        <VisuallyHidden>
          <span role="status">{said}</span>
        </VisuallyHidden>
        {problem && (
          <div role="alert">
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        <ol className={styles.rows}>
          {list.map((rule, index) => (
            <Row
              key={rule.id}
              rule={rule}
              isHit={props.hit === rule.name}
              mayChange={rules.mayChange}
              sourceTitle={sourceTitle}
              isFirst={index === 0}
              isLast={index === list.length - 1}
              onMove={
                rules.mayChange && !rule.isConfigured
                  ? by => {
                      const other = list[index + by];
                      if (other) update(rule, { position: other.position });
                    }
                  : undefined
              }
              onEdit={() => setDialog({ rule })}
              onToggle={() => update(rule, { isEnabled: !rule.isEnabled })}
              onRemove={() => setRemoving(rule)}
            />
          ))}
          <Rest count={rules.flow.inbox} />
        </ol>
        {rules.mayChange && list.length > 1 && (
          <p className={styles.quiet}>{t('rules.list.moveHint')}</p>
        )}
      </CardBody>
      {dialog && (
        <RuleDialog rule={dialog.rule} onClose={() => setDialog(undefined)} />
      )}
      {removing && (
        <Sheet
          title={t('rules.list.confirmRemove', { name: removing.name })}
          sendLabel={t('rules.list.remove')}
          canSend
          sending={false}
          destructive
          onSend={() => {
            remove(removing);
            setRemoving(undefined);
          }}
          onClose={() => setRemoving(undefined)}
        >
          {t('rules.list.removeHint')}
        </Sheet>
      )}
    </Card>
  );
}
