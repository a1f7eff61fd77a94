import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiLockLine,
  RiMore2Line,
} from '@remixicon/react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from '../../translation';
import styles from './RulesPage.module.css';

export interface RowToolsProps {
  name: string;
  isConfigured: boolean;
  mayChange: boolean;
  isFirst: boolean;
  isLast: boolean;
  onMove?(by: 1 | -1): void;
  onEdit(): void;
  onRemove(): void;
  /** Absent for what is always on. */
  toggle?: { isOn: boolean; onToggle(): void };
}

/** Moves a row of an ordered list, and offers what else can be done with it. */
export function RowTools(props: RowToolsProps) {
  const { name, onMove, toggle } = props;
  const { t } = useTranslation();
  if (props.isConfigured) {
    return (
      <RiLockLine size={16} role="img" aria-label={t('rules.list.locked')} />
    );
  }
  if (!props.mayChange) return null;
  return (
    <span className={styles.tools}>
      <ButtonIcon
        variant="tertiary"
        size="small"
        icon={<RiArrowUpLine aria-hidden />}
        aria-label={t('rules.list.up', { name })}
        isDisabled={props.isFirst}
        onPress={() => onMove?.(-1)}
      />
      <ButtonIcon
        variant="tertiary"
        size="small"
        icon={<RiArrowDownLine aria-hidden />}
        aria-label={t('rules.list.down', { name })}
        isDisabled={props.isLast}
        onPress={() => onMove?.(1)}
      />
      <MenuTrigger>
        <ButtonIcon
          variant="tertiary"
          size="small"
          icon={<RiMore2Line aria-hidden />}
          aria-label={t('rules.list.menu', { name })}
        />
        <Menu>
          <MenuItem onAction={props.onEdit}>{t('rules.list.edit')}</MenuItem>
          {toggle && (
            <MenuItem onAction={toggle.onToggle}>
              {t(toggle.isOn ? 'rules.list.turnOff' : 'rules.list.turnOn')}
            </MenuItem>
          )}
          <MenuItem color="danger" onAction={props.onRemove}>
            {t('rules.list.remove')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
    </span>
  );
}

/** Moves a row with Alt and an arrow. */
export function toMoveKeys(onMove: ((by: 1 | -1) => void) | undefined) {
  return (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
    if (!event.altKey || !by || !onMove) return;
    event.preventDefault();
    onMove(by);
  };
}
