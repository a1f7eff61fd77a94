import type { Common } from '../createCommon';
import { DefaultMyWorkService } from './DefaultMyWorkService';
import { AnswerWorkSource } from './sources/AnswerWorkSource';
import { ObligationWorkSource } from './sources/ObligationWorkSource';
import { ReviewWorkSource } from './sources/ReviewWorkSource';
import { TaskWorkSource } from './sources/TaskWorkSource';

/** Builds the list of what a person must do, from each feature that has such work. */
export function createMyWork(common: Common) {
  const { store, settings } = common;
  return new DefaultMyWorkService({
    ...common,
    sources: [
      new TaskWorkSource(store.work),
      new ReviewWorkSource(store.reviewWork),
      new AnswerWorkSource({
        ...common,
        store: store.work,
        settings: settings.serviceLevels,
      }),
      new ObligationWorkSource({
        ...common,
        store: store.work,
        obligations: store.obligations,
        resources: store,
      }),
    ],
  });
}
