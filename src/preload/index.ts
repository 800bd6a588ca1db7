import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { answerPulses, buildBridge } from './bridge';

contextBridge.exposeInMainWorld(
  'bridge',
  // It throws for everything that is no File, which is what the cast asks it to decide.
  buildBridge(ipcRenderer, (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0])),
);
answerPulses(ipcRenderer);
