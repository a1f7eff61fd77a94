/*
 * Starts the slowest test files first, so that none of them runs alone at the end. Jest does so itself once it knows from an
 * earlier run how long they take; in a new clone it begins with the longest files.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const SLOW = /\/(leakCells|importMany|seeding|sums)\.test\.ts$/;

module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [true, false].flatMap(isSlow =>
      sorted.filter(({ path }) => SLOW.test(path) === isSlow),
    );
  }
};
