import { CLIError } from '@oclif/core/errors';
import * as Flags from '@oclif/core/flags';

/** A flag whose value is a folder. An empty one, as of a variable of the shell that is not set, would be any. */
export const folderFlag = Flags.custom({
  helpValue: 'DIR',
  parse: (folder): Promise<string> =>
    folder === '' ? Promise.reject(new CLIError('A folder is expected, not an empty text')) : Promise.resolve(folder),
});
