import { EntityLink } from '../../../navigation';
import { useTranslation } from '../../../translation';
import { EntityName } from '../../common';
import { JoinedList } from '../../PlanPage/JoinedList';

/** People and groups by name, as in a sentence. */
export function Names(props: { refs: readonly string[]; linked?: boolean }) {
  const { refs, linked } = props;
  const { t } = useTranslation();
  return (
    <JoinedList
      last={t('planText.and')}
      items={refs.map(ref => ({
        id: ref,
        element: linked ? (
          <EntityLink entityRef={ref} hideIcon />
        ) : (
          <EntityName entityRef={ref} />
        ),
      }))}
    />
  );
}
