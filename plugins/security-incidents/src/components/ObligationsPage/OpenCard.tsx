import { Button, Card, CardBody } from '@backstage/ui';
import type {
  ObligationPage,
  RegisteredObligation,
} from 'backstage-plugin-security-incidents-common';
import { type KeyboardEvent } from 'react';
import {
  getFocusedRow,
  moveRowFocus,
  useKeys,
  useKeysSetting,
  useNow,
} from '../../hooks';
import { useTranslation } from '../../translation';
import { EntityName, KeysButton, PanelEmpty } from '../common';
import {
  type Answer,
  ClockCell,
  getRuleName,
  ObligationStateMark,
  RemindButton,
  toStageText,
  toStartTexts,
} from '../obligations';
import { IncidentCell } from './IncidentCell';
import styles from './ObligationsPage.module.css';

function Row(props: {
  row: RegisteredObligation;
  isFirst: boolean;
  now: number;
  onDecide(answer?: Answer): void;
}) {
  const { row, isFirst, now, onDecide } = props;
  const { rule, incident, state } = row;
  const { t } = useTranslation();
  const starts = toStartTexts(t, row, incident.moments, now);
  const isToSend = state === 'pending' || state === 'missed';
  const act = t(
    isToSend ? 'obligation.action.recordSending' : 'obligation.action.decide',
  );
  const name = getRuleName(rule);
  return (
    <tr data-row={row.id} tabIndex={-1} className={styles.row}>
      <td data-label={t('obligation.register.column.left')}>
        <ClockCell label={name} clock={row} now={now} />
      </td>
      <td>
        <div className={styles.cell}>
          <b>{rule.regimeTitle}</b>
          <span>{toStageText(rule)}</span>
        </div>
      </td>
      <td>
        <IncidentCell incident={incident} obligationId={row.id} />
      </td>
      <td>
        <div className={styles.cell}>
          <span>{starts.main}</span>
          {starts.detail && (
            <span className={styles.quiet}>{starts.detail}</span>
          )}
        </div>
      </td>
      <td>
        <div className={styles.cell}>
          <ObligationStateMark state={state} />
          {(row.decision?.by ?? incident.commander) && (
            <span className={styles.quiet}>
              <EntityName
                entityRef={row.decision?.by ?? incident.commander ?? ''}
              />
            </span>
          )}
        </div>
      </td>
      <td className={styles.act}>
        <Button
          size="small"
          variant={isFirst ? 'primary' : 'secondary'}
          aria-label={t('obligation.action.decideAbout', {
            act,
            rule: name,
            incident: incident.key,
          })}
          onPress={() => onDecide(isToSend ? 'submitted' : undefined)}
        >
          {act}
        </Button>
        {row.atRiskAt && Date.parse(row.atRiskAt) <= now && (
          <RemindButton obligation={row} incidentKey={incident.key} />
        )}
      </td>
    </tr>
  );
}

/** Keys of the register: D decides about the row in focus, J and K move between rows. */
function RegisterKeys(props: {
  rows: readonly RegisteredObligation[];
  onDecide(row: RegisteredObligation): void;
}) {
  const { rows, onDecide } = props;
  const { t } = useTranslation();
  const [on] = useKeysSetting();
  useKeys(
    on
      ? {
          d: () => {
            const focused = getFocusedRow();
            const row = rows.find(({ id }) => id === focused) ?? rows[0];
            if (row) onDecide(row);
          },
          j: () => moveRowFocus(1),
          k: () => moveRowFocus(-1),
        }
      : {},
  );
  return (
    <KeysButton
      keys={[
        { keys: ['D'], does: t('obligation.keys.decide') },
        { keys: ['J'], does: t('obligation.keys.next') },
        { keys: ['K'], does: t('obligation.keys.previous') },
      ]}
    />
  );
}

function onRowKeyDown(event: KeyboardEvent<HTMLElement>) {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    moveRowFocus(event.key === 'ArrowDown' ? 1 : -1);
  }
}

/** What is open, the soonest first. */
export function OpenCard(props: {
  page: ObligationPage;
  hasRegimes: boolean;
  onDecide(row: RegisteredObligation, answer?: Answer): void;
  onMore(): void;
}) {
  const { page, hasRegimes, onDecide, onMore } = props;
  const { t } = useTranslation();
  const now = useNow();
  const { items, totalItems } = page;
  return (
    <Card>
      <CardBody>
        <div className={styles.head}>
          <h2 className={styles.cardTitle}>
            {t('obligation.register.open')}{' '}
            <span className={styles.quiet}>
              {t('obligation.register.openHint')}
            </span>
          </h2>
          <span className={styles.legend}>
            <span className={styles.solid} aria-hidden />
            {t('obligation.register.runs')}
            <span className={styles.dashed} aria-hidden />
            {t('obligation.register.assumed')}
            <RegisterKeys rows={items} onDecide={row => onDecide(row)} />
          </span>
        </div>
        {items.length === 0 ? (
          <PanelEmpty
            title={t(
              hasRegimes
                ? 'obligation.register.empty'
                : 'obligation.register.emptyNone',
            )}
            hint={t(
              hasRegimes
                ? 'obligation.register.emptyHint'
                : 'obligation.register.emptyNoneHint',
            )}
          />
        ) : (
          <div className={styles.scroll}>
            {/* Arrows move the focus between rows; each row has a button of its own. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <table className={styles.table} onKeyDown={onRowKeyDown}>
              <thead>
                <tr>
                  {(
                    [
                      'left',
                      'obligation',
                      'incident',
                      'starts',
                      'state',
                    ] as const
                  ).map(column => (
                    <th key={column} scope="col">
                      {t(`obligation.register.column.${column}`)}
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {items.map((row, index) => (
                  <Row
                    key={row.id}
                    row={row}
                    isFirst={index === 0}
                    now={now}
                    onDecide={answer => onDecide(row, answer)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {items.length < totalItems && (
          <Button variant="tertiary" size="small" onPress={onMore}>
            {t('obligation.register.more')}
          </Button>
        )}
      </CardBody>
    </Card>
  );
}
