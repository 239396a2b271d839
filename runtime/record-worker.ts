import './note-functions';
import '../worker/index';
