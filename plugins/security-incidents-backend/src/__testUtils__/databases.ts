import { TestDatabases } from '@backstage/backend-test-utils';

export const DATABASES = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18'],
});

export const ENGINES = DATABASES.eachSupportedId();
