import { Button } from '@backstage/ui';
import { RiArrowUpLine } from '@remixicon/react';
import { useTranslation } from '../../translation';
import styles from './blocks.module.css';

/** Offers to show new rows. It takes no room, so that nothing moves when it appears. */
export function NewRows(props: {
  /** How many rows are new, 0 when rows only moved or left; undefined when the list is up to date. */
  waiting: number | undefined;
  onShow(): void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.newRows} role="status">
      {props.waiting !== undefined && (
        <Button
          variant="primary"
          size="small"
          iconStart={<RiArrowUpLine aria-hidden />}
          onPress={props.onShow}
        >
          {props.waiting > 0
            ? t('panel.newRows', { count: props.waiting })
            : t('panel.changedRows')}
        </Button>
      )}
    </div>
  );
}
