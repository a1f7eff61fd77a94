import {
  Button,
  Checkbox,
  CheckboxGroup,
  DialogTrigger,
  Popover,
} from '@backstage/ui';
import { RiLayoutColumnLine } from '@remixicon/react';
import { useTranslation } from '../../translation';
import { COLUMN_LABELS } from '../common';
import styles from './IncidentsPage.module.css';
import { LIST_COLUMNS, type useColumns } from './useColumns';

/** Chooses the columns of the list; the choice is kept for the reader. */
export function ColumnsButton(props: {
  columns: ReturnType<typeof useColumns>;
}) {
  const { columns, isDefault, choose, reset } = props.columns;
  const { t } = useTranslation();
  return (
    <div className={styles.columnsButton}>
      <DialogTrigger>
        <Button
          variant="tertiary"
          iconStart={<RiLayoutColumnLine aria-hidden />}
        >
          {t('incidentList.columns.title')}
        </Button>
        <Popover
          aria-label={t('incidentList.columns.title')}
          placement="bottom end"
          hideArrow
        >
          <div className={styles.popover}>
            <CheckboxGroup
              label={t('incidentList.columns.shown')}
              value={[...columns]}
              onChange={choose}
            >
              {LIST_COLUMNS.filter(name => name !== 'title').map(name => (
                <Checkbox key={name} value={name}>
                  {t(`incidentTable.column.${COLUMN_LABELS[name]}`)}
                </Checkbox>
              ))}
            </CheckboxGroup>
            <Button
              variant="secondary"
              size="small"
              isDisabled={isDefault}
              onPress={reset}
            >
              {t('incidentList.columns.reset')}
            </Button>
          </div>
        </Popover>
      </DialogTrigger>
    </div>
  );
}
