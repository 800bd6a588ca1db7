/** `node scripts/library-types.mjs [FOLDER]`: type declarations of `import ... from 'joinscope'`, into out/types. */
import { writeTypes } from './library/types.mjs';
import { inProject } from './setup/project.mjs';

writeTypes(process.argv[2] ?? inProject('out', 'types'));
