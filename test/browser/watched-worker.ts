import './watch-requests';
import '../../worker/index';
